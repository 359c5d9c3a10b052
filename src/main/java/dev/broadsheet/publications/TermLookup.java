package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.publications.query.TermFilter;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.terms.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the terms of a query, and which group of them a list had better begin with. How often a term is carried is told
 * by the age of its hundredth newest article: a hundred entries of an index, however many there are, and the truth about
 * the top of the list, where pages are read. One statement.
 */
@ApplicationScoped
class TermLookup {

    private static final Field<Integer> PLACE = field(name("w", "place"), Integer.class);
    private static final Field<UUID> ID = field(name("w", "id"), UUID.class);
    private static final Field<Integer> NEWEST = field(name("s", "newest"), Integer.class);
    private static final Field<OffsetDateTime> SINCE = field(name("s", "since"), SQLDataType.OFFSETDATETIME);
    private static final int ENOUGH = 100;
    /** So many are counted to the last one, if it matters whether to look through all. */
    private static final int SMALL = 2000;

    private static final String NEWEST_OF_EACH = """
            lateral (select count(*)::int as newest, min(published_at) as since
                from (select published_at from publication_term
                    where term_id = w.id order by published_at desc limit {0}) n)
            """;

    private final DSLContext sql;
    private final Terms terms;
    private final Clock clock;

    TermLookup(DSLContext sql, Terms terms, Clock clock) {
        this.sql = sql;
        this.terms = terms;
        this.clock = clock;
    }

    /** A term, and its newest articles: how many they are, a hundred at most, and since when. */
    private record Found(UUID id, int newest, @Nullable OffsetDateTime since) {}

    /** @param counted whether the size of the first group is wanted as well */
    Carried find(TermFilter filter, boolean counted) {
        List<Wanted> wanted = filter.terms();
        int enough = counted ? SMALL : ENOUGH;
        return filter.groups().size() < 2 && !(counted && !wanted.isEmpty())
                ? carried(filter, plain(wanted), enough)
                : carried(filter, weighed(wanted, enough), enough);
    }

    private Map<Wanted, Found> plain(List<Wanted> wanted) {
        Map<Wanted, Found> found = new HashMap<>();
        terms.find(wanted).forEach((term, id) -> found.put(term, new Found(id, 0, null)));
        return found;
    }

    private Map<Wanted, Found> weighed(List<Wanted> wanted, int enough) {
        Map<Wanted, Found> found = new HashMap<>();
        sql.select(PLACE, ID, NEWEST, SINCE)
                .from(Terms.named(wanted).as("w"))
                .crossJoin(table(NEWEST_OF_EACH, inline(enough)).as("s"))
                .where(ID.isNotNull())
                .forEach(row -> found.put(
                        wanted.get(row.get(PLACE) - 1), new Found(row.get(ID), row.get(NEWEST), row.get(SINCE))));
        return found;
    }

    private Carried carried(TermFilter filter, Map<Wanted, Found> found, int enough) {
        List<List<Found>> groups =
                filter.groups().stream().map(group -> known(group, found)).toList();
        int first = -1;
        for (int i = 0; i < groups.size(); i++) {
            if (first < 0 || weight(groups.get(i), enough) < weight(groups.get(first), enough)) {
                first = i;
            }
        }
        boolean hopeless = groups.stream().anyMatch(List::isEmpty);
        return new Carried(
                groups.stream().map(TermLookup::ids).toList(),
                hopeless ? -1 : first,
                ids(known(filter.none(), found)),
                enough == SMALL && first >= 0 ? size(groups.get(first)) : Integer.MAX_VALUE);
    }

    private static int size(List<Found> group) {
        return group.stream().anyMatch(term -> term.newest() >= SMALL)
                ? Integer.MAX_VALUE
                : group.stream().mapToInt(Found::newest).sum();
    }

    private static List<Found> known(List<Wanted> group, Map<Wanted, Found> found) {
        return group.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static List<UUID> ids(List<Found> terms) {
        return terms.stream().map(Found::id).toList();
    }

    /** Articles per millisecond; of terms that have less than a hundred, next to none. */
    private double weight(List<Found> group, int enough) {
        Instant now = clock.now();
        double weight = 0;
        for (Found term : group) {
            if (term.since() != null && term.newest() >= enough) {
                long age = Duration.between(term.since().toInstant(), now).toMillis();
                weight += (double) term.newest() / Math.max(1, age);
            } else {
                weight += term.newest() * 1e-15;
            }
        }
        return weight;
    }
}
