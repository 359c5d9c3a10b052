package dev.broadsheet.articles;

import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.ChangeType;
import java.time.Instant;
import java.util.UUID;

/** The types of change of an article. */
public enum ArticleChange implements ChangeType {
    CREATED,
    REVISED,
    SCHEDULED,
    UNSCHEDULED,
    EXPIRY_SET,
    PUBLISHED,
    UNPUBLISHED,
    EXPIRED,
    ARCHIVED,
    TRASHED,
    RESTORED,
    DELETED,
    PUBLISH_FAILED,
    LOCKED,
    LOCK_TAKEN_OVER,
    UNLOCKED,
    SHARED,
    UNSHARED;

    public Change of(boolean live, UUID article, int revision, String slug, Instant at) {
        return new Change(this, live, article, revision, slug, at, null);
    }

    @Override
    public String subject() {
        return "article";
    }
}
