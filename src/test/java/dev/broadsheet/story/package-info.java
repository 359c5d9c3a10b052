/** Journeys through the whole product, as its users take them. */
@NullMarked
package dev.broadsheet.story;

import org.jspecify.annotations.NullMarked;
