/** A naive list in memory and generated stores, to compare lists with. */
@NullMarked
package dev.broadsheet.publications.list.model;

import org.jspecify.annotations.NullMarked;
