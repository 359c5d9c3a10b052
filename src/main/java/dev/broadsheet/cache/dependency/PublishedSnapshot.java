package dev.broadsheet.cache.dependency;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of a published article that lists filter, sort and show.
 *
 * @param terms its tags, authors and sections; merged terms are replaced by the terms they were merged into
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
