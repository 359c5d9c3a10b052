package dev.broadsheet.publications.article;

import static dev.broadsheet.articles.SlugTable.SLUGS;
import static dev.broadsheet.publications.LiveColumns.CONTENT_REVISION;
import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.articles.SlugTable;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.publications.LiveColumns;
import dev.broadsheet.publications.LiveCopies;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.PastAccess;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.PublicationTable;
import dev.broadsheet.publications.PublishedSource;
import dev.broadsheet.publications.query.ListField;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/**
 * Finds one article as it was live at a past moment, in one statement. Slugs are never reassigned, so every public
 * slug of the article, present or former, finds it, whatever its slug was at the moment, and nothing is redirected. An
 * external id can be reassigned, so it finds the last article that went live with it up to the moment, or else the
 * first one after it.
 */
@ApplicationScoped
class PastArticles {

    private static final SlugTable S = SLUGS.as("s");
    private static final PublicationTable TODAY = PUBLICATION.as("today");

    private static final Field<Boolean> DELETED = field("""
                    (not exists (select 1 from article a where a.id = n.id)
                        and exists (select 1 from slug k where k.article_id = n.id and k.once_live))
                    """, Boolean.class).as("deleted");

    private static final Field<UUID> N_ID = field(name("n", "id"), UUID.class);
    private static final Field<UUID> NAMED = N_ID.as("named");
    private static final Field<Integer> REVISION = LiveColumns.REVISION.as("revision_then");
    private static final Field<Integer> REVISION_TODAY =
            TODAY.column(ListField.REVISION, Integer.class).as("revision_today");

    private final DSLContext sql;
    private final LiveArticles live;
    private final LiveCopies liveCopies;
    private final Clock clock;

    PastArticles(DSLContext sql, LiveArticles live, LiveCopies liveCopies, Clock clock) {
        this.sql = sql;
        this.live = live;
        this.liveCopies = liveCopies;
        this.clock = clock;
    }

    /** @param needsKey whether the caller needs a key to read the copy */
    record Found(LiveCopy copy, boolean needsKey) {}

    /**
     * @throws NotFoundProblem if the article wasn't live at or before the moment
     * @throws Problem 410 if it was live before the moment but not at it, or has been deleted permanently since. Unless
     *     the access is {@link PastAccess#ALL}, an article that isn't live today gives the error of a read without
     *     {@code at}
     */
    Found find(String name, OffsetDateTime at, Projection projection, PastAccess access) {
        Instant now = clock.now();
        PublishedSource.AsOf asOf = new PublishedSource.AsOf(at, access, now.atOffset(ZoneOffset.UTC));
        List<Field<?>> columns = new ArrayList<>(LiveColumns.of(projection, asOf));
        columns.addAll(List.of(PublishedSource.AsOf.UNTIL, S.ONCE_LIVE, DELETED, NAMED, REVISION, REVISION_TODAY));
        Record row = sql.select(columns)
                .from(table("""
                                (select coalesce({0}::uuid, (select article_id from slug where slug = {1}),
                                    (select article_id from publication_period
                                        where external_id = {1} and live_from <= {2}
                                        order by live_from desc limit 1),
                                    (select article_id from publication_period
                                        where external_id = {1} order by live_from limit 1)) as id)
                                """, val(Ids.parse(name).orElse(null), SQLDataType.UUID), val(name), val(at))
                        .as("n"))
                .leftJoin(S)
                .on(S.SLUG.eq(name))
                .leftJoin(table("""
                                lateral (select * from publication_period c
                                    where c.article_id = n.id and c.live_from <= {0}
                                    order by c.live_from desc, c.id desc limit 1)
                                """, val(at)).as("p"))
                .on(noCondition())
                .leftJoin(CONTENT_REVISION)
                .on(CONTENT_REVISION
                        .ARTICLE_ID
                        .eq(LiveColumns.ID)
                        .and(CONTENT_REVISION.NUMBER.eq(LiveColumns.REVISION)))
                .leftJoin(TODAY)
                .on(TODAY.ARTICLE_ID.eq(N_ID).and(TODAY.EXPIRE_AT.isNull().or(TODAY.EXPIRE_AT.gt(asOf.now()))))
                .fetchOne();
        boolean known = row != null && !Boolean.FALSE.equals(row.get(S.ONCE_LIVE));
        if (known && access != PastAccess.ALL && row.get(REVISION_TODAY) == null) {
            boolean external = Ids.parse(name).isEmpty() && row.get(S.ONCE_LIVE) == null;
            throw live.notLive(name, row.get(NAMED), external, now);
        }
        if (row == null || !known || row.get(LiveColumns.ID) == null && !row.get(DELETED)) {
            throw new NotFoundProblem("article", name);
        }
        OffsetDateTime until = row.get(PublishedSource.AsOf.UNTIL);
        if (row.get(LiveColumns.ID) == null || until != null && !until.isAfter(at)) {
            throw new Problem(ProblemCode.GONE, "The article “" + name + "” was not live then.");
        }
        boolean corrected = !Objects.equals(row.get(REVISION), row.get(REVISION_TODAY));
        return new Found(liveCopies.single(row, projection), corrected && access == PastAccess.UNCHANGED_TODAY);
    }
}
