/**
 * Articles related to an article: named by its editor, with the same tags, or with similar words. Uses {@code kernel},
 * {@code publications} and {@code publications.query}.
 */
@NullMarked
package dev.broadsheet.publications.related;

import org.jspecify.annotations.NullMarked;
