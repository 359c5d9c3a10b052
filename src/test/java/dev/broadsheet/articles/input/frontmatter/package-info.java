/** Front matter. */
@NullMarked
package dev.broadsheet.articles.input.frontmatter;

import org.jspecify.annotations.NullMarked;
