/** Tests of {@code site}. */
@NullMarked
package dev.broadsheet.site;

import org.jspecify.annotations.NullMarked;
