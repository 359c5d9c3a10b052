package dev.broadsheet.publications.neighbours;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What stands in front of an article and behind it. */
record Neighbours(@Nullable ObjectNode previous, @Nullable ObjectNode next) {

    static final Neighbours NONE = new Neighbours(null, null);
}
