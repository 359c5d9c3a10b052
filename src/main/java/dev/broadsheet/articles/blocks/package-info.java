/** Reads and writes single blocks of a body. Uses {@code articles.editing}. */
@NullMarked
package dev.broadsheet.articles.blocks;

import org.jspecify.annotations.NullMarked;
