/**
 * Whole lists, streamed. kernel, access, articles, publications, publications.query ← publications.export.
 */
@NullMarked
package dev.broadsheet.publications.export;

import org.jspecify.annotations.NullMarked;
