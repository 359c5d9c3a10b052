/** What else is worth reading. */
@NullMarked
package dev.broadsheet.publications.related;

import org.jspecify.annotations.NullMarked;
