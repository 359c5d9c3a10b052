package dev.broadsheet.publications;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

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
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The live list, of now or of a moment that is over. Tags, authors and sections are conditions on one table of (term, date, article), sorted as the list is:
 * with a single term in the lead the page is read off its index, and the others are probed row by row, so the cost
 * follows the page and not the table. What was live at a moment is listed by the same query, from other tables; what that
 * costs is told at {@link Newsstand.Past}.
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

    /** @param at the moment whose list is wanted; null for now */
    Page<ObjectNode> page(
            ArticleFilter filter, @Nullable OffsetDateTime at, Sort sort, PageRequest request, Projection projection) {
        Newsstand newsstand =
                at == null ? new Newsstand.Today(clock.now().atOffset(ZoneOffset.UTC)) : new Newsstand.Past(at);
        Map<Wanted, UUID> ids = terms.find(filter.terms());
        List<Condition> conditions = new ArrayList<>();
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
                conditions.add(known.isEmpty() ? falseCondition() : exists(rowsOf(known, newsstand)));
            }
        }
        List<UUID> none = filter.none().stream()
                .map(ids::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!none.isEmpty()) {
            conditions.add(notExists(rowsOf(none, newsstand)));
        }
        conditions.add(newsstand.live(lead == null ? sort.leadingDate(COLUMNS) : null));
        List<SelectField<?>> columns = new ArrayList<>(LiveCopy.columns(projection, newsstand));
        if (lead != null) {
            columns.add(LEAD_ARTICLE);
            columns.add(LEAD_PUBLISHED);
        }
        Long total = request.counted()
                ? Long.valueOf(from(sql.select(count()), newsstand, newsstand.copies(), lead, conditions)
                        .fetchSingle(0, Long.class))
                : null;
        Keyset keyset =
                sort.keyset(lead == null ? COLUMNS : LEAD_COLUMNS, filter.normalized() + (at == null ? "" : " " + at));
        return keyset.page(
                request,
                from(sql.select(columns), newsstand, newsstand.written(), lead, conditions),
                total,
                row -> LiveCopy.tree(row, projection));
    }

    private static <R extends Record> SelectConditionStep<R> from(
            SelectFromStep<R> select,
            Newsstand newsstand,
            Table<?> copies,
            @Nullable UUID lead,
            List<Condition> conditions) {
        return lead == null
                ? select.from(copies).where(conditions)
                : select.from(newsstand.filed("lead"))
                        .join(copies)
                        .on(newsstand.isOf("lead"))
                        .where(LEAD_TERM.eq(lead))
                        .and(newsstand.mayBeLive("lead"))
                        .and(DSL.and(conditions));
    }

    /** The rows of an article under any of these terms; the date makes each a probe of the primary key. */
    private static SelectConditionStep<?> rowsOf(List<UUID> any, Newsstand newsstand) {
        return selectOne()
                .from(newsstand.filed("t"))
                .where(any.size() == 1 ? TERM.eq(any.get(0)) : TERM.in(any))
                .and(newsstand.isOf("t"));
    }
}
