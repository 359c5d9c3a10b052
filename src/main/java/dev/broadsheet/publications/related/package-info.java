/**
 * Articles related to an article: named by its editor, with the same tags, or with similar words. Uses {@code kernel},
 * {@code cache}, {@code publications}, {@code publications.article} and {@code publications.list}.
 */
@NullMarked
package dev.broadsheet.publications.related;

import org.jspecify.annotations.NullMarked;
