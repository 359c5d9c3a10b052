package dev.broadsheet.kernel.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This process, among the nodes that share the database. It has a new id after each start. */
@ApplicationScoped
public class LocalNode {

    // Random, not time-ordered: two nodes of one image may start in the same millisecond.
    private final UUID id = UUID.randomUUID();

    public UUID id() {
        return id;
    }

    /** Whether this node made the change. If so, its effects on this node's memory were applied when it was made. */
    public boolean isOwn(LoggedChange change) {
        return id.equals(change.node());
    }
}
