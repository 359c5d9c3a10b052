package dev.broadsheet.publications;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.WorkingCopies;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.terms.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectConditionStep;
import org.jooq.impl.SQLDataType;

/** The editors' list: working copies by status, in the same language as the live list. */
@ApplicationScoped
class WorkingListing {

    private static final Field<UUID> ID = field(name("a", "id"), UUID.class);
    private static final Field<String> SLUG = field(name("a", "slug"), String.class);
    /** What has no date yet stands as if it came last. */
    private static final Field<OffsetDateTime> LAST =
            inline(OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC));

    private static final Field<OffsetDateTime> CREATED = time("created_at");
    private static final Field<OffsetDateTime> UPDATED = time("updated_at");
    private static final Field<OffsetDateTime> ARCHIVED = time("archived_at");
    private static final Field<OffsetDateTime> TRASHED = time("trashed_at");
    private static final Field<OffsetDateTime> EXPIRES = time("expire_at");
    private static final Field<OffsetDateTime> PUBLISHES = time("publish_at");
    private static final Field<OffsetDateTime> FIRST = time("first_published_at");
    private static final Field<Integer> LIVE = field(name("a", "live_revision"), Integer.class);
    private static final Field<UUID> TERM = field(name("t", "term_id"), UUID.class);

    static final Sort.Columns COLUMNS = new Sort.Columns(
            ID,
            Sort.named("title", coalesce(field(name("a", "title"), String.class), inline("")), "slug", SLUG),
            Sort.named(
                    "publishedAt", coalesce(time("published_at"), FIRST, LAST),
                    "firstPublishedAt", coalesce(FIRST, LAST),
                    "createdAt", CREATED,
                    "updatedAt", UPDATED,
                    "publishAt", coalesce(PUBLISHES, LAST)));

    private final DSLContext sql;
    private final Terms terms;
    private final WorkingCopies copies;
    private final Clock clock;

    WorkingListing(DSLContext sql, Terms terms, WorkingCopies copies, Clock clock) {
        this.sql = sql;
        this.terms = terms;
        this.copies = copies;
        this.clock = clock;
    }

    Page<ObjectNode> page(
            ArticleFilter filter, Set<ArticleStatus> statuses, Sort sort, PageRequest request, Projection projection) {
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        Map<Wanted, UUID> ids = terms.find(filter.terms());
        List<Condition> conditions = new ArrayList<>();
        conditions.add(or(statuses.stream().map(status -> is(status, now)).toList()));
        for (List<Wanted> group : filter.groups()) {
            List<UUID> known =
                    group.stream().map(ids::get).filter(Objects::nonNull).toList();
            conditions.add(known.isEmpty() ? falseCondition() : exists(rowsOf(known)));
        }
        List<UUID> none =
                filter.none().stream().map(ids::get).filter(Objects::nonNull).toList();
        if (!none.isEmpty()) {
            conditions.add(notExists(rowsOf(none)));
        }
        var articles = table(name("article")).as("a");
        Long total = request.counted()
                ? Long.valueOf(
                        sql.selectCount().from(articles).where(conditions).fetchSingle(0, Long.class))
                : null;
        List<Field<?>> columns = new ArrayList<>(List.of(ID, SLUG));
        COLUMNS.texts().values().stream().filter(column -> column != SLUG).forEach(columns::add);
        columns.addAll(COLUMNS.times().values());
        Page<UUID> page = sort.keyset(COLUMNS, filter.normalized())
                .page(request, sql.select(columns).from(articles).where(conditions), total, row -> row.get(ID));
        Map<UUID, ObjectNode> trees = new HashMap<>();
        copies.list(page.data(), projection.forms())
                .forEach(tree -> trees.put(UUID.fromString(tree.path("id").asText()), tree));
        return new Page<>(
                page.data().stream()
                        .map(trees::get)
                        .filter(Objects::nonNull)
                        .map(projection::of)
                        .toList(),
                page.page());
    }

    /** The rule of {@code Article.status}, as a condition. A test holds the two together. */
    private static Condition is(ArticleStatus status, OffsetDateTime now) {
        Condition kept = TRASHED.isNull().and(ARCHIVED.isNull());
        Condition over = EXPIRES.isNotNull().and(EXPIRES.le(now));
        Condition live = LIVE.isNotNull().and(org.jooq.impl.DSL.not(over));
        Condition expired = over.and(FIRST.isNotNull());
        Condition neither = kept.and(org.jooq.impl.DSL.not(live)).and(org.jooq.impl.DSL.not(expired));
        return switch (status) {
            case TRASHED -> TRASHED.isNotNull();
            case ARCHIVED -> TRASHED.isNull().and(ARCHIVED.isNotNull());
            case PUBLISHED -> kept.and(live);
            case EXPIRED -> kept.and(org.jooq.impl.DSL.not(live)).and(expired);
            case SCHEDULED -> neither.and(PUBLISHES.isNotNull());
            case DRAFT -> neither.and(PUBLISHES.isNull());
        };
    }

    private static SelectConditionStep<?> rowsOf(List<UUID> any) {
        return selectOne()
                .from(table(name("article_term")).as("t"))
                .where(TERM.in(any))
                .and("t.article_id = a.id");
    }

    private static Field<OffsetDateTime> time(String column) {
        return field(name("a", column), SQLDataType.OFFSETDATETIME);
    }
}
