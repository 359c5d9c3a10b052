/** Tests of the house as a whole: its start, its arrows and its published contract. */
@NullMarked
package dev.broadsheet;

import org.jspecify.annotations.NullMarked;
