/**
 * Publishing, scheduling, withdrawing, archiving and deleting one article. Uses {@code articles}, {@code articles.input}
 * and {@code articles.json}.
 */
@NullMarked
package dev.broadsheet.articles.lifecycle;

import org.jspecify.annotations.NullMarked;
