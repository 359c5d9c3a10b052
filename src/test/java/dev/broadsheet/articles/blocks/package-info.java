/** Blocks over HTTP. */
@NullMarked
package dev.broadsheet.articles.blocks;

import org.jspecify.annotations.NullMarked;
