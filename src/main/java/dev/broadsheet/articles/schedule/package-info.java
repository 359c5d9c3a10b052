/**
 * Publishes and expires articles when they are due, and lists scheduled actions. Uses {@code kernel}, {@code access},
 * {@code cache}, {@code media}, {@code articles} and {@code articles.lifecycle}.
 */
@NullMarked
package dev.broadsheet.articles.schedule;

import org.jspecify.annotations.NullMarked;
