package dev.broadsheet.articles.content;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The stored JSON of a content, decoded on first access, so that a row with undecodable content can still be loaded and
 * replaced. Not thread-safe.
 */
@Immutable
public final class StoredContent {

    private @Nullable String json;
    private @Nullable Content content;

    private StoredContent(@Nullable String json, @Nullable Content content) {
        this.json = json;
        this.content = content;
    }

    public static StoredContent of(Content content) {
        return new StoredContent(null, content);
    }

    public static StoredContent of(String json) {
        return new StoredContent(json, null);
    }

    /** @throws UnreadableContent if the stored JSON can't be decoded */
    public Content content() {
        if (content == null && json != null) {
            content = ContentConverter.read(json);
            json = null;
        }
        return java.util.Objects.requireNonNull(content);
    }

    String json() {
        return json == null ? ContentConverter.write(content()) : json;
    }
}
