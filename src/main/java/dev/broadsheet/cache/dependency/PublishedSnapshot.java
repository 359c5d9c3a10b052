package dev.broadsheet.cache.dependency;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What lists know of a live article.
 *
 * @param terms the tags, authors and sections that it is filed under, merged ones under those they were merged into
 */
public record PublishedSnapshot(
        UUID article,
        String slug,
        @Nullable String externalId,
        String locale,
        String type,
        @Nullable String kicker,
        String title,
        @Nullable String summary,
        @Nullable Long wordCount,
        @Nullable Long readingMinutes,
        long revision,
        Instant publishedAt,
        Instant firstPublishedAt,
        Instant createdAt,
        Instant updatedAt,
        Set<UUID> terms) {}
