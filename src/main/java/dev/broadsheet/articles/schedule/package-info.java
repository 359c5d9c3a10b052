/** Publishes and expires articles when they are due, and lists what is planned. Uses {@code articles.editing}. */
@NullMarked
package dev.broadsheet.articles.schedule;

import org.jspecify.annotations.NullMarked;
