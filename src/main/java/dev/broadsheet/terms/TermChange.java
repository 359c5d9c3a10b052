package dev.broadsheet.terms;

import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.ChangeType;
import java.time.Instant;
import java.util.UUID;

/** The types of change of a tag, author or section. */
public enum TermChange implements ChangeType {
    CREATED,
    CHANGED,
    MERGED,
    DELETED;

    public Change of(UUID term, String slug, Instant at) {
        return new Change(this, true, term, null, slug, at, null);
    }

    @Override
    public String subject() {
        return "term";
    }
}
