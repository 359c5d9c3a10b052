/** Sections as a resource of their own. terms ← sections. */
@NullMarked
package dev.broadsheet.sections;

import org.jspecify.annotations.NullMarked;
