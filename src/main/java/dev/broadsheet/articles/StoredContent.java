package dev.broadsheet.articles;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A content as it lies in the database, decoded when it is asked for: a row whose content can't be read can still be
 * loaded, and replaced. For one thread.
 */
@Immutable
public final class StoredContent {

    private @Nullable String json;
    private @Nullable Content content;

    private StoredContent(@Nullable String json, @Nullable Content content) {
        this.json = json;
        this.content = content;
    }

    static StoredContent of(Content content) {
        return new StoredContent(null, content);
    }

    static StoredContent of(String json) {
        return new StoredContent(json, null);
    }

    /** @throws UnreadableContent if it can't be decoded */
    Content content() {
        if (content == null && json != null) {
            content = ContentColumn.read(json);
            json = null;
        }
        return java.util.Objects.requireNonNull(content);
    }

    String json() {
        return json == null ? ContentColumn.write(content()) : json;
    }
}
