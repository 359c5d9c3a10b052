/** Writes of one article over HTTP. */
@NullMarked
package dev.broadsheet.articles.editing;

import org.jspecify.annotations.NullMarked;
