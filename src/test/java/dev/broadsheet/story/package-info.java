/** End-to-end tests of whole user journeys. */
@NullMarked
package dev.broadsheet.story;

import org.jspecify.annotations.NullMarked;
