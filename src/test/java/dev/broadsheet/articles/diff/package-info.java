/** Differences, as values and over HTTP. */
@NullMarked
package dev.broadsheet.articles.diff;

import org.jspecify.annotations.NullMarked;
