package dev.broadsheet.kernel.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This running process, among those that share the database. Another one after each start. */
@ApplicationScoped
public class LocalNode {

    // Random, not time-ordered: two nodes of one image may start in the same millisecond.
    private final UUID id = UUID.randomUUID();

    public UUID id() {
        return id;
    }

    /** Whether it was made here: what follows from it in memory was done when it was made. */
    public boolean isOwn(LoggedChange change) {
        return id.equals(change.node());
    }
}
