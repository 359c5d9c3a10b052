package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFound;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** One live article, by any of its names, in one statement. */
@ApplicationScoped
class LiveArticles {

    private static final Field<Boolean> ONCE_LIVE = field(name("s", "once_live"), Boolean.class);
    private static final Field<Boolean> WAS_LIVE = field("""
                    (exists (select 1 from publication_period t where t.article_id = n.id)
                        or not exists (select 1 from article a where a.id = n.id)
                            and exists (select 1 from slug k where k.article_id = n.id and k.once_live))
                    """, Boolean.class).as("was_live");

    private final DSLContext sql;
    private final Clock clock;

    LiveArticles(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What a name leads to. */
    sealed interface Found {

        record Article(ObjectNode tree) implements Found {}

        /** The name is a former one. */
        record Moved(String slug) implements Found {}
    }

    /**
     * @throws NotFound if it was never live; what nobody has seen is not confirmed to exist
     * @throws Problem 410 if it was
     */
    Found find(String name, Projection projection) {
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        List<Field<?>> columns = new ArrayList<>(LiveCopy.columns(projection, new Newsstand.Today(now)));
        columns.addAll(List.of(LiveCopy.EXTERNAL_ID, ONCE_LIVE, WAS_LIVE));
        UUID id = Ids.parse(name).orElse(null);
        Record row = sql.select(columns)
                .from(table("""
                                (select coalesce(?::uuid, (select article_id from slug where slug = ?),
                                    (select id from article where external_id = ?)) as id)
                                """, id, name, name).as("n"))
                .leftJoin(table(name("slug")).as("s"))
                .on("s.slug = ?", name)
                .leftJoin(table(name("publication")).as("p"))
                .on("p.article_id = n.id and (p.expire_at is null or p.expire_at > ?::timestamptz)", now)
                .fetchOne();
        // The working copy's externalId leads there as well; readers know the live one only.
        if (row != null
                && id == null
                && row.get(ONCE_LIVE) == null
                && row.get(LiveCopy.ID) != null
                && !name.equals(row.get(LiveCopy.EXTERNAL_ID))) {
            throw new NotFound("article", name);
        }
        boolean unseenSlug = row != null && Boolean.FALSE.equals(row.get(ONCE_LIVE));
        if (row == null || unseenSlug || row.get(LiveCopy.ID) == null) {
            throw absent(name, row, unseenSlug);
        }
        boolean formerName = Boolean.TRUE.equals(row.get(ONCE_LIVE)) && !name.equals(row.get(LiveCopy.SLUG));
        return formerName ? new Found.Moved(row.get(LiveCopy.SLUG)) : new Found.Article(LiveCopy.tree(row, projection));
    }

    private static Problem absent(String name, @org.jspecify.annotations.Nullable Record row, boolean unseenSlug) {
        if (row == null || unseenSlug || !Boolean.TRUE.equals(row.get(WAS_LIVE))) {
            return new NotFound("article", name);
        }
        return new Problem(ProblemCode.GONE, "The article “" + name + "” has been taken down.");
    }
}
