package dev.broadsheet.publications.neighbours;

import dev.broadsheet.publications.LiveCopy;
import org.jspecify.annotations.Nullable;

/** What stands in front of an article and behind it. */
record Neighbours(@Nullable LiveCopy previous, @Nullable LiveCopy next) {

    static final Neighbours NONE = new Neighbours(null, null);
}
