package dev.broadsheet.redirects;

import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.ChangeType;
import java.time.Instant;
import java.util.UUID;

/** The types of change of a redirect. */
public enum RedirectChange implements ChangeType {
    CREATED,
    CHANGED,
    DELETED;

    public Change of(UUID redirect, String source, Instant at) {
        return new Change(this, true, redirect, null, source, at, null);
    }

    @Override
    public String subject() {
        return "redirect";
    }
}
