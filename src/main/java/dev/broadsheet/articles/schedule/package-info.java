/** Publishes and expires articles when they are due, and lists scheduled actions. Uses {@code articles.editing}. */
@NullMarked
package dev.broadsheet.articles.schedule;

import org.jspecify.annotations.NullMarked;
