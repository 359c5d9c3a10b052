package dev.broadsheet.cache.dependency;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The values of a published article that lists filter, sort and show.
 *
 * @param names the slug and, if present, the externalId, because URLs may contain either
 * @param values the values by column that lists filter and sort by: texts, {@code Long} and {@code Instant}, without
 *     nulls
 * @param terms its tags, authors and sections; merged terms are replaced by the terms they were merged into
 */
public record PublishedSnapshot(UUID article, Set<String> names, Map<String, Object> values, Set<UUID> terms) {}
