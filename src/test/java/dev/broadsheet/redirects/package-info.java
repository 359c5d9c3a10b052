/** Redirects and the resolving of URLs, tested over HTTP. */
@NullMarked
package dev.broadsheet.redirects;

import org.jspecify.annotations.NullMarked;
