/** Words and query syntax. */
@NullMarked
package dev.broadsheet.text;

import org.jspecify.annotations.NullMarked;
