package dev.broadsheet.access.customroles;

import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.ChangeType;
import java.time.Instant;

/** The types of change of a role. Only the audit log shows them. */
public enum RoleChange implements ChangeType {
    CREATED,
    CHANGED,
    DELETED;

    Change of(String role, Instant at) {
        return new Change(this, false, null, null, role, at, null);
    }

    @Override
    public String subject() {
        return "role";
    }
}
