/**
 * Lists of articles: pages, facets and their dependencies. Uses {@code publications} and {@code publications.list.sql}.
 */
@NullMarked
package dev.broadsheet.publications.list;

import org.jspecify.annotations.NullMarked;
