/**
 * What else is worth reading beside an article: chosen by its editor, filed under the same tags, about the same thing.
 * kernel, publications, publications.query ← publications.related.
 */
@NullMarked
package dev.broadsheet.publications.related;

import org.jspecify.annotations.NullMarked;
