/** The editor's lock over HTTP. */
@NullMarked
package dev.broadsheet.articles.locks;

import org.jspecify.annotations.NullMarked;
