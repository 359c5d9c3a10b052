package dev.broadsheet.publications;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.terms.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.SelectFromStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The live list. Tags, authors and sections are conditions on one table of (term, date, article), sorted as the list is:
 * with a single term in the lead the page is read off its index, and the others are probed row by row, so the cost
 * follows the page and not the table.
 */
@ApplicationScoped
class LiveListing {

    static final Sort.Columns COLUMNS = new Sort.Columns(
            LiveCopy.ID,
            Sort.named("title", LiveCopy.TITLE, "slug", LiveCopy.SLUG),
            Sort.named(
                    "publishedAt", LiveCopy.PUBLISHED,
                    "firstPublishedAt", LiveCopy.FIRST_PUBLISHED,
                    "createdAt", LiveCopy.CREATED,
                    "updatedAt", LiveCopy.UPDATED));

    private static final Field<UUID> LEAD_TERM = field(name("lead", "term_id"), UUID.class);
    private static final Field<UUID> LEAD_ARTICLE = field(name("lead", "article_id"), UUID.class);
    private static final Field<OffsetDateTime> LEAD_PUBLISHED =
            field(name("lead", "published_at"), SQLDataType.OFFSETDATETIME);
    private static final Sort.Columns LEAD_COLUMNS =
            new Sort.Columns(LEAD_ARTICLE, Sort.named(), Sort.named("publishedAt", LEAD_PUBLISHED));
    private static final Field<UUID> TERM = field(name("t", "term_id"), UUID.class);

    private final DSLContext sql;
    private final Terms terms;
    private final Clock clock;

    LiveListing(DSLContext sql, Terms terms, Clock clock) {
        this.sql = sql;
        this.terms = terms;
        this.clock = clock;
    }

    Page<ObjectNode> page(ArticleFilter filter, Sort sort, PageRequest request, Projection projection) {
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        Map<Wanted, UUID> ids = terms.find(filter.terms());
        List<Condition> conditions = new ArrayList<>();
        conditions.add(LiveCopy.EXPIRES.isNull().or(LiveCopy.EXPIRES.gt(now)));
        @Nullable UUID lead = null;
        for (List<Wanted> group : filter.groups()) {
            List<UUID> known = group.stream()
                    .map(ids::get)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (lead == null && known.size() == 1 && sort.isBy("publishedAt")) {
                lead = known.get(0);
            } else {
                conditions.add(known.isEmpty() ? falseCondition() : carries(known));
            }
        }
        List<UUID> none = filter.none().stream()
                .map(ids::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!none.isEmpty()) {
            conditions.add(notExists(rowsOf(none)));
        }
        List<SelectField<?>> columns = new ArrayList<>(LiveCopy.columns(projection, now));
        if (lead != null) {
            columns.add(LEAD_ARTICLE);
            columns.add(LEAD_PUBLISHED);
        }
        Long total = request.counted()
                ? Long.valueOf(from(sql.select(org.jooq.impl.DSL.count()), lead, conditions)
                        .fetchSingle(0, Long.class))
                : null;
        Keyset keyset = sort.keyset(lead == null ? COLUMNS : LEAD_COLUMNS, filter.normalized());
        return keyset.page(
                request, from(sql.select(columns), lead, conditions), total, row -> LiveCopy.tree(row, projection));
    }

    private static <R extends Record> SelectConditionStep<R> from(
            SelectFromStep<R> select, @Nullable UUID lead, List<Condition> conditions) {
        return lead == null
                ? select.from(table(name("publication")).as("p")).where(conditions)
                : select.from(table(name("publication_term")).as("lead"))
                        .join(table(name("publication")).as("p"))
                        .on(LEAD_ARTICLE.eq(LiveCopy.ID))
                        .where(LEAD_TERM.eq(lead))
                        .and(org.jooq.impl.DSL.and(conditions));
    }

    private static Condition carries(List<UUID> any) {
        return exists(rowsOf(any));
    }

    /** The rows of an article under any of these terms; the date makes each a probe of the primary key. */
    private static SelectConditionStep<?> rowsOf(List<UUID> any) {
        return selectOne()
                .from(table(name("publication_term")).as("t"))
                .where(any.size() == 1 ? TERM.eq(any.get(0)) : TERM.in(any))
                .and("t.published_at = p.published_at and t.article_id = p.article_id");
    }
}
