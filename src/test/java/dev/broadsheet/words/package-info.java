/** Words and queries, without a database. */
@NullMarked
package dev.broadsheet.words;

import org.jspecify.annotations.NullMarked;
