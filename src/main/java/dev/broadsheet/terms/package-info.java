/**
 * What tags, authors and sections have in common: a name, a slug, former slugs, and the articles that carry them.
 * kernel, access ← terms ← tags, authors, sections, articles.
 */
@NullMarked
package dev.broadsheet.terms;

import org.jspecify.annotations.NullMarked;
