package dev.broadsheet.media;

import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/** Which articles use a medium. The packages of articles implement it, because media don't know them. */
public interface MediaUsage {

    /** Whether an article that is live now shows the medium. */
    boolean shownLive(UUID media);

    /** Whether an article that was live at any time, or is live now, showed the medium then. */
    boolean wasShownLive(UUID media);

    /** Condition that a working copy, a live article or a scheduled revision uses the medium. */
    Condition isInUse(Field<UUID> media);

    /**
     * Condition that an article as of {@link #isInUse} uses the medium, and its working copy has one of these tags.
     *
     * @param tags ids, slugs or names
     */
    Condition isInUseWithTag(Field<UUID> media, List<String> tags);

    /** The articles of {@link #isInUse}, newest first. */
    List<MediaUser> users(UUID media, int limit);

    /** The articles of which any revision uses the medium, newest first. */
    List<MediaUser> usersOfAllTime(UUID media, int limit);
}
