/** Keys: commands, files and rules. */
@NullMarked
package dev.broadsheet.articles.shares;

import org.jspecify.annotations.NullMarked;
