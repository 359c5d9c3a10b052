/** Redirects and the question where a URL leads, tested over HTTP. */
@NullMarked
package dev.broadsheet.redirects;

import org.jspecify.annotations.NullMarked;
