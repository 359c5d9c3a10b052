package dev.broadsheet.cache.dependency;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The values of a published article that lists filter, sort and show.
 *
 * @param names the slug and the externalId, if it has one: it may be requested by them
 * @param values what lists filter and sort by, by column: texts, {@code Long} and {@code Instant}, without nulls
 * @param terms its tags, authors and sections; merged terms are replaced by the terms they were merged into
 */
public record PublishedSnapshot(UUID article, Set<String> names, Map<String, Object> values, Set<UUID> terms) {}
