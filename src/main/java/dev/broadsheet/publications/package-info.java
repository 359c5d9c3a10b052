/**
 * The newsstand: live copies, and every way to read them. Never shows what is not published.
 * kernel, access, body, terms, words, articles ← publications.
 */
@NullMarked
package dev.broadsheet.publications;

import org.jspecify.annotations.NullMarked;
