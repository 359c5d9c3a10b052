/** Related articles. */
@NullMarked
package dev.broadsheet.publications.related;

import org.jspecify.annotations.NullMarked;
