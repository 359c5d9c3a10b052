/** Uploads in every format, over HTTP and as values. */
@NullMarked
package dev.broadsheet.articles.input;

import org.jspecify.annotations.NullMarked;
