package dev.broadsheet.publications.list.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.publications.query.TermFilter;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the terms of a query and picks the group that a list starts from. The frequency of a term is estimated from
 * the age of its hundredth newest article. That reads a hundred index entries, whatever the number of articles, and
 * describes the beginning of the list, where most pages are read. One statement, descendants included.
 */
@ApplicationScoped
public class TermResolver {

    private static final Field<Integer> PLACE = field(name("w", "place"), Integer.class);
    private static final Field<UUID> ID = field(name("w", "id"), UUID.class);
    private static final Field<Integer> NEWEST = field(name("s", "newest"), Integer.class);
    private static final Field<OffsetDateTime> SINCE = field(name("s", "since"), SQLDataType.OFFSETDATETIME);
    private static final int SAMPLE_SIZE = 100;
    /** Maximum number of articles counted per term, if a search needs the size of the lead group. */
    private static final int MAX_COUNTED = 2000;

    /** Maximum number of terms, descendants included, that the named terms may expand to. */
    private static final int MAX_DESCENDANTS = 1000;

    private static final String NEWEST_OF_EACH = """
            lateral (select count(*)::int as newest, min(published_at) as since
                from (select published_at from publication_term
                    where term_id = w.id order by published_at desc limit {0}) n)
            """;

    private final DSLContext sql;
    private final Clock clock;

    TermResolver(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A resolved term with the number of its newest articles that were counted, and the date of the oldest of them. */
    private record Found(UUID id, int newest, @Nullable OffsetDateTime since) {}

    /** @param counted whether the size of the lead group is needed as well */
    public ResolvedTerms resolve(TermFilter filter, boolean counted) {
        return read(filter, filter.terms().isEmpty() ? List.of() : sql.fetch(statement(filter, counted)), counted);
    }

    /** The statement that resolves the terms, to be joined into another one. The filter must have terms. */
    Select<Record4<Integer, UUID, Integer, OffsetDateTime>> statement(TermFilter filter, boolean counted) {
        List<TermRef> wanted = filter.terms();
        Table<?> requested =
                filter.descendants() ? Terms.descendantTable(wanted, MAX_DESCENDANTS + 1) : Terms.refTable(wanted);
        return filter.groups(Set.of()).size() < 2 && !counted
                ? sql.select(
                                PLACE,
                                ID,
                                inline(0).as(NEWEST),
                                inline((OffsetDateTime) null).as(SINCE))
                        .from(requested.as("w"))
                        .where(ID.isNotNull())
                : sql.select(PLACE, ID, NEWEST, SINCE)
                        .from(requested.as("w"))
                        .crossJoin(
                                table(NEWEST_OF_EACH, inline(enough(counted))).as("s"))
                        .where(ID.isNotNull());
    }

    /** @param rows the rows of {@link #statement} */
    ResolvedTerms read(TermFilter filter, List<? extends Record> rows, boolean counted) {
        return resolved(filter, found(filter.terms(), rows), enough(counted));
    }

    private static int enough(boolean counted) {
        return counted ? MAX_COUNTED : SAMPLE_SIZE;
    }

    private static Map<TermRef, List<Found>> found(List<TermRef> wanted, List<? extends Record> rows) {
        if (rows.size() > MAX_DESCENDANTS) {
            throw new ParameterProblem(List.of(Fault.in(
                    "descendants",
                    "too-many",
                    "More than " + MAX_DESCENDANTS
                            + " lie below those that are named. Name fewer, or leave descendants out.")));
        }
        Map<TermRef, List<Found>> found = new HashMap<>();
        rows.forEach(row -> found.computeIfAbsent(wanted.get(row.get(PLACE) - 1), term -> new ArrayList<>())
                .add(new Found(row.get(ID), row.get(NEWEST), row.get(SINCE))));
        return found;
    }

    private ResolvedTerms resolved(TermFilter filter, Map<TermRef, List<Found>> found, int enough) {
        List<List<Found>> groups = filter.groups(found.keySet()).stream()
                .map(group -> known(group, found))
                .toList();
        int first = -1;
        for (int i = 0; i < groups.size(); i++) {
            if (first < 0 || rate(groups.get(i), enough) < rate(groups.get(first), enough)) {
                first = i;
            }
        }
        boolean hopeless = groups.stream().anyMatch(List::isEmpty);
        return new ResolvedTerms(
                groups.stream().map(TermResolver::ids).toList(),
                hopeless ? -1 : first,
                ids(known(filter.none(found.keySet()), found)),
                enough == MAX_COUNTED && first >= 0 ? size(groups.get(first)) : Integer.MAX_VALUE);
    }

    private static int size(List<Found> group) {
        return group.stream().anyMatch(term -> term.newest() >= MAX_COUNTED)
                ? Integer.MAX_VALUE
                : group.stream().mapToInt(Found::newest).sum();
    }

    private static List<Found> known(List<TermRef> group, Map<TermRef, List<Found>> found) {
        return group.stream()
                .flatMap(term -> found.getOrDefault(term, List.of()).stream())
                .distinct()
                .toList();
    }

    private static List<UUID> ids(List<Found> terms) {
        return terms.stream().map(Found::id).toList();
    }

    /**
     * Estimated articles per millisecond of a group, times its number of terms, because a page is read for each term.
     * Nearly 0 if each term has fewer than {@code enough} articles.
     */
    private double rate(List<Found> group, int enough) {
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
        return weight * group.size();
    }
}
