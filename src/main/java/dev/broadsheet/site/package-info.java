/** What a visitor meets at the root: what this is and what to type next. Arrows: site → kernel. */
@NullMarked
package dev.broadsheet.site;

import org.jspecify.annotations.NullMarked;
