/**
 * The query language of lists: which fields there are, what they can be compared with, and how a query is written in a
 * URL or in JSON. Knows no table; the lists say where a field lies. kernel, terms, articles ← publications.query.
 */
@NullMarked
package dev.broadsheet.publications.query;

import org.jspecify.annotations.NullMarked;
