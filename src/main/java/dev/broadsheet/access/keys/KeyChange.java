package dev.broadsheet.access.keys;

import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.ChangeType;
import java.time.Instant;

/** The types of change of a key. Only the audit log shows them. */
public enum KeyChange implements ChangeType {
    CREATED,
    CHANGED,
    ROTATED,
    REVOKED;

    public Change of(String key, Instant at) {
        return new Change(this, false, null, null, key, at, null);
    }

    @Override
    public String subject() {
        return "key";
    }
}
