/**
 * Lists of articles: pages, facets and their dependencies. Uses {@code kernel}, {@code access}, {@code cache},
 * {@code text}, {@code terms}, {@code articles}, {@code publications}, {@code publications.list.sql},
 * {@code publications.query} and {@code publications.search}.
 */
@NullMarked
package dev.broadsheet.publications.list;

import org.jspecify.annotations.NullMarked;
