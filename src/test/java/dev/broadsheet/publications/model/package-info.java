/** A naive model of the list: every article in memory, every rule spelled out. */
@NullMarked
package dev.broadsheet.publications.model;

import org.jspecify.annotations.NullMarked;
