/**
 * The newsroom: working copies, their immutable revisions, and what is done with them. Readers see none of it.
 * kernel, access, body, terms, words ← articles ← publications.
 */
@NullMarked
package dev.broadsheet.articles;

import org.jspecify.annotations.NullMarked;
