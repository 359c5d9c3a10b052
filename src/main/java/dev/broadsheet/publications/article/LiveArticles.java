package dev.broadsheet.publications.article;

import static dev.broadsheet.articles.SlugTable.SLUGS;
import static dev.broadsheet.kernel.sql.PreparedQuery.hiddenFromPlanner;
import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.articles.SlugTable;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.publications.LiveColumns;
import dev.broadsheet.publications.LiveCopies;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.PublicationTable;
import dev.broadsheet.publications.PublishedSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Finds one live article by id, slug or external id, in one statement. A second one reads why an article is gone. */
@ApplicationScoped
class LiveArticles {

    private static final SlugTable S = SLUGS.as("s");
    private static final PublicationTable P = PUBLICATION.as("p");
    private static final Field<UUID> N_ID = field(name("n", "id"), UUID.class);
    private static final Field<UUID> NAMED = N_ID.as("named");
    private static final Field<String> PUBLIC_SLUG = S.SLUG.as("public_slug");

    private final DSLContext sql;
    private final GoneArticles gone;
    private final LiveCopies liveCopies;
    private final Clock clock;
    private final Map<Projection.Needed, PreparedQuery> statements = new ConcurrentHashMap<>();

    LiveArticles(DSLContext sql, GoneArticles gone, LiveCopies liveCopies, Clock clock) {
        this.sql = sql;
        this.gone = gone;
        this.liveCopies = liveCopies;
        this.clock = clock;
    }

    /** Result of a lookup. */
    sealed interface Found {

        /** @param external whether it was found by its external id, which is looked up in the working copies */
        record Article(LiveCopy copy, Instant updated, boolean external) implements Found {}

        /** The name is a former slug. */
        record Moved(String slug) implements Found {}
    }

    /**
     * A slug that was never live is ignored: it neither leads to an article nor hides an article with the same external
     * id.
     *
     * @throws NotFoundProblem if the article was never live; the existence of an unpublished article isn't revealed
     * @throws Problem 410 if it was live and is gone
     */
    Found find(String name, Projection projection) {
        Instant now = clock.now();
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        UUID id = Ids.parse(name).orElse(null);
        Record row = statements
                .computeIfAbsent(projection.needed(), needed -> statement(projection))
                .with("id", id)
                .with("name", name)
                .with("now", at)
                .fetch(sql)
                .get(0);
        boolean external = id == null && row.get(PUBLIC_SLUG) == null;
        if (row.get(LiveColumns.ID) == null) {
            throw notLive(name, row.get(NAMED), external, now);
        }
        // The statement matches the external id of the working copy, but only that of the live copy is public.
        if (external && !name.equals(row.get(LiveColumns.EXTERNAL_ID))) {
            throw new NotFoundProblem("article", name);
        }
        boolean former = row.get(PUBLIC_SLUG) != null && !name.equals(row.get(LiveColumns.SLUG));
        return former
                ? new Found.Moved(row.get(LiveColumns.SLUG))
                : new Found.Article(
                        liveCopies.single(row, projection),
                        row.get(LiveColumns.UPDATED).toInstant(),
                        external);
    }

    private PreparedQuery statement(Projection projection) {
        Field<UUID> id = hiddenFromPlanner(param("id", SQLDataType.UUID));
        Field<String> named = hiddenFromPlanner(param("name", SQLDataType.VARCHAR));
        Field<OffsetDateTime> now = hiddenFromPlanner(param("now", SQLDataType.OFFSETDATETIME));
        List<Field<?>> columns = new ArrayList<>(LiveColumns.of(projection, new PublishedSource.Current(now)));
        columns.addAll(List.of(LiveColumns.EXTERNAL_ID, LiveColumns.LOCALE, LiveColumns.UPDATED, NAMED, PUBLIC_SLUG));
        return PreparedQuery.of(sql.select(columns)
                .from(table("""
                                        (select coalesce({0}, (select article_id from slug where slug = {1} and once_live),
                                            (select id from article where external_id = {1})) as id)
                                        """, id, named).as("n"))
                .leftJoin(S)
                .on(S.SLUG.eq(named).and(condition(S.ONCE_LIVE)))
                .leftJoin(P)
                .on(P.ARTICLE_ID.eq(N_ID).and(P.EXPIRE_AT.isNull().or(P.EXPIRE_AT.gt(now)))));
    }

    /**
     * The error for an article that isn't live.
     *
     * @param external whether it was named by an external id
     */
    Problem notLive(String name, @Nullable UUID article, boolean external, Instant now) {
        var takedown =
                article == null ? Optional.<GoneArticles.Gone>empty() : gone.find(article, external ? name : null, now);
        if (takedown.isEmpty()) {
            return new NotFoundProblem("article", name);
        }
        Problem problem = new Problem(
                ProblemCode.GONE, "The article “" + name + "” " + takedown.get().description() + ".");
        if (takedown.get().reason() != null) {
            problem.with("reason", takedown.get().reason());
        }
        return takedown.get().successor() == null
                ? problem
                : problem.with("successor", takedown.get().successor());
    }
}
