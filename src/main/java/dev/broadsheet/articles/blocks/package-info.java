/**
 * Reads and writes single blocks of a body. Uses {@code kernel}, {@code body}, {@code writes},
 * {@code articles.editing} and {@code articles.input}.
 */
@NullMarked
package dev.broadsheet.articles.blocks;

import org.jspecify.annotations.NullMarked;
