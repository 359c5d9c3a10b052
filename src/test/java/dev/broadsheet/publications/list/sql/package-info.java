/** Query plans and conditions of lists. */
@NullMarked
package dev.broadsheet.publications.list.sql;

import org.jspecify.annotations.NullMarked;
