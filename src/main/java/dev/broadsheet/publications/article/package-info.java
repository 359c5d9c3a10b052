/** Reads of one article, live, past or draft. Uses {@code publications} and {@code publications.list}. */
@NullMarked
package dev.broadsheet.publications.article;

import org.jspecify.annotations.NullMarked;
