/** Words that every room speaks: problems, pages, cursors, time and ids. Depends on nothing of ours. */
@NullMarked
package dev.broadsheet.kernel;

import org.jspecify.annotations.NullMarked;
