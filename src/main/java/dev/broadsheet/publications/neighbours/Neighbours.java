package dev.broadsheet.publications.neighbours;

import dev.broadsheet.publications.LiveCopy;
import org.jspecify.annotations.Nullable;

/** The articles before and after an article in a list. */
record Neighbours(@Nullable LiveCopy previous, @Nullable LiveCopy next) {

    static final Neighbours NONE = new Neighbours(null, null);
}
