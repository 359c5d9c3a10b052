/**
 * Publishing, scheduling, withdrawing, archiving and deleting one article. Uses {@code kernel}, {@code body},
 * {@code articles}, {@code articles.content}, {@code articles.input} and {@code articles.json}.
 */
@NullMarked
package dev.broadsheet.articles.lifecycle;

import org.jspecify.annotations.NullMarked;
