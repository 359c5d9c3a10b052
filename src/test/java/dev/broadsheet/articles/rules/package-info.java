/** Keys: commands, files and rules. */
@NullMarked
package dev.broadsheet.articles.rules;

import org.jspecify.annotations.NullMarked;
