package dev.broadsheet.media;

import static dev.broadsheet.media.MediaTable.MEDIA;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads the media that an article is about to name. */
@ApplicationScoped
public class MediaReferences {

    private static final String FIND = """
            select id, type, trashed_at is not null as trashed, alt, caption, credit, copyright
            from media where id = any(?::uuid[])
            """;

    private final DSLContext sql;

    MediaReferences(DSLContext sql) {
        this.sql = sql;
    }

    /** A medium, with the texts that an article shows unless it has its own. */
    public record Referenced(
            boolean image,
            boolean trashed,
            @Nullable String alt,
            @Nullable String caption,
            @Nullable String credit,
            @Nullable String copyright) {}

    /** The ids of these media by the names of their files. */
    public Map<String, List<UUID>> names(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sql.select(MEDIA.NAME, MEDIA.ID)
                        .from(MEDIA)
                        .where(MEDIA.ID.in(ids))
                        .fetchGroups(MEDIA.NAME, MEDIA.ID);
    }

    /** Ids without a medium are left out. */
    public Map<UUID, Referenced> find(Collection<UUID> ids) {
        return read(ids, FIND);
    }

    /**
     * Locks the media until the transaction ends, so that none goes to the trash before the article is stored.
     * {@code for share}, because {@code for key share} doesn't exclude an update of other columns.
     */
    public Map<UUID, Referenced> lock(Collection<UUID> ids) {
        return read(ids, FIND + "order by id for share");
    }

    private Map<UUID, Referenced> read(Collection<UUID> ids, String statement) {
        Map<UUID, Referenced> found = new HashMap<>();
        if (!ids.isEmpty()) {
            for (Record row : sql.fetch(statement, (Object) ids.toArray(UUID[]::new))) {
                found.put(
                        row.get("id", UUID.class),
                        new Referenced(
                                FileType.stored(row.get("type", String.class)).isImage(),
                                row.get("trashed", Boolean.class),
                                row.get("alt", String.class),
                                row.get("caption", String.class),
                                row.get("credit", String.class),
                                row.get("copyright", String.class)));
            }
        }
        return found;
    }
}
