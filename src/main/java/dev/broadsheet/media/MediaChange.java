package dev.broadsheet.media;

import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.ChangeType;
import java.time.Instant;
import java.util.UUID;

/** The types of change of a medium. */
public enum MediaChange implements ChangeType {
    CREATED,
    CHANGED,
    REPLACED,
    TRASHED,
    RESTORED;

    public Change of(UUID media, String name, Instant at) {
        return new Change(this, true, media, null, name, at, null);
    }

    @Override
    public String subject() {
        return "media";
    }
}
