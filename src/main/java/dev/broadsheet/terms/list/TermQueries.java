package dev.broadsheet.terms.list;

import static dev.broadsheet.terms.TermAliasTable.TERM_ALIAS;
import static dev.broadsheet.terms.TermTable.TERM;
import static dev.broadsheet.terms.list.TermCountTable.TERM_COUNT;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.terms.Term;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.TermTable;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;

/**
 * Reads terms for responses. Article counts are stored, see {@link TermCounts}. So a page costs as much as its rows,
 * whatever the number of articles; a page sorted by count reads all terms of the kind once, but no articles.
 */
@ApplicationScoped
public class TermQueries {

    private static final TermTable PARENT = TERM.as("parent");
    private static final Field<UUID> PARENT_ID = PARENT.ID.as("parent");
    private static final Field<String> PARENT_SLUG = PARENT.SLUG.as("parent_slug");
    private static final Field<String> PARENT_NAME = PARENT.NAME.as("parent_name");
    private static final TermCountTable FRESH = TERM_COUNT.as("fresh");
    static final Field<Long> ARTICLES = total(TERM_COUNT.ARTICLES, FRESH.ARTICLES);
    private static final Field<Long> WORKING_COPIES = total(TERM_COUNT.WORKING_COPIES, FRESH.WORKING_COPIES);

    private static final Field<String[]> ALIASES =
            aliases(condition(TERM_ALIAS.WRITTEN)).as("aliases");
    private static final Field<String[]> FORMER_NAMES =
            aliases(condition(TERM_ALIAS.FORMER)).as("former_names");

    /** Count changes that haven't been folded into the counters yet. */
    private static final String UNFOLDED_COUNT = """
            (select term_id, sum(articles)::bigint as articles, sum(working_copies)::bigint as working_copies
                from term_count_change group by term_id)
            """;

    /**
     * True if a published article uses a descendant. The inner sub-select is checked first because most terms have no
     * children, which is cheap to see.
     */
    private static final Condition HAS_LIVE_DESCENDANT =
            condition("((select true from term c where c.parent_id = term.id limit 1) and live_below(term.id))");

    /**
     * Terms that are visible without a key: used by a published article, or an ancestor of such a term. Written as
     * scalar sub-queries, which the planner can't turn into joins: a page fills after a few probes, whereas a join
     * would read everything.
     */
    private static final Condition VISIBLE_TO_READERS = condition(
                    "(select true from publication_term p where p.term_id = term.id limit 1)")
            .or(HAS_LIVE_DESCENDANT);

    /**
     * No working copy or published article uses the term or a descendant of it. Descendants count because a parent
     * groups them.
     */
    public static final Condition UNUSED = condition("""
            term.id not in (
                with recursive kept as (
                    select t.id, t.parent_id from term t
                    where exists (select 1 from article_term a where a.term_id = t.id)
                        or exists (select 1 from publication_term p where p.term_id = t.id)
                    union
                    select t.id, t.parent_id from kept k join term t on t.id = k.parent_id)
                select id from kept)
            """);

    private final DSLContext sql;

    TermQueries(DSLContext sql) {
        this.sql = sql;
    }

    /** A term that was read or written, with its ETag. */
    public record Stored(TermView view, String etag, boolean created) {

        /** True if the name is the term's current slug or its id, and not an alias or former name. */
        public boolean isCanonicalName(String name) {
            return view.slug().equals(name)
                    || Ids.parse(name).filter(view.id()::equals).isPresent();
        }
    }

    /** @param unused null for all terms */
    public Page<TermView> list(
            TermKind kind, TermSort sort, @Nullable Boolean unused, PageRequest page, boolean editor) {
        Condition listed =
                TERM.KIND.eq(kind.text()).and(unused == null ? noCondition() : unused ? UNUSED : not(UNUSED));
        // The sort by count reads every count anyway, so it uses an equivalent condition on the count.
        Condition visible = editor
                ? noCondition()
                : sort.by() == TermSort.By.COUNT ? ARTICLES.gt(0L).or(HAS_LIVE_DESCENDANT) : VISIBLE_TO_READERS;
        Long total = page.countTotal()
                ? Long.valueOf(sql.fetchCount(
                        sql.selectOne().from(TERM).where(listed).and(editor ? noCondition() : VISIBLE_TO_READERS)))
                : null;
        return sort.keys("terms " + kind.text() + " " + editor + " " + unused)
                .page(page, selectTerms(editor).where(listed).and(visible), total, row -> view(row, editor));
    }

    /** Finds the term by id, slug or any name that leads to it. */
    public Stored get(TermKind kind, String name, boolean editor) {
        return find(kind, name)
                .flatMap(id -> get(id, editor))
                .orElseThrow(() -> new NotFoundProblem(kind.text(), name));
    }

    public Stored get(UUID id) {
        return get(id, true).orElseThrow();
    }

    private Optional<Stored> get(UUID id, boolean editor) {
        return selectTerms(editor)
                .where(TERM.ID.eq(id))
                .and(editor ? noCondition() : VISIBLE_TO_READERS)
                .fetchOptional()
                .map(row -> new Stored(view(row, editor), Term.etag(row.get(TERM.VERSION)), false));
    }

    /** Finds by id, slug, name, alias, former name, or by the id or slug of a term that was merged into it. */
    public Optional<UUID> find(TermKind kind, String name) {
        TermRef ref = TermRef.ofReference(kind, name, "");
        return sql.select(TERM.as("w").ID)
                .from(Terms.refTable(List.of(ref)).as("w"))
                .fetchOptional(Record1::value1);
    }

    private SelectJoinStep<? extends Record> selectTerms(boolean editor) {
        List<Field<?>> columns = new ArrayList<>(List.of(
                TERM.ID,
                TERM.SLUG,
                TERM.NAME,
                lower(TERM.NAME),
                TERM.DESCRIPTION,
                TERM.URL,
                TERM.COLOUR,
                TERM.VERSION,
                TERM.CREATED_AT,
                TERM.UPDATED_AT,
                ARTICLES,
                PARENT_ID,
                PARENT_SLUG,
                PARENT_NAME));
        if (editor) {
            columns.addAll(List.of(WORKING_COPIES, ALIASES, FORMER_NAMES));
        }
        return sql.select(columns)
                .from(TERM)
                .leftJoin(TERM_COUNT)
                .on(TERM_COUNT.TERM_ID.eq(TERM.ID))
                .leftJoin(table(UNFOLDED_COUNT).as(FRESH))
                .on(FRESH.TERM_ID.eq(TERM.ID))
                .leftJoin(PARENT)
                // A visible term's parent is visible too.
                .on(PARENT.ID.eq(TERM.PARENT_ID));
    }

    private static Field<String[]> aliases(Condition listed) {
        return array(select(coalesce(TERM_ALIAS.NAME, TERM_ALIAS.SLUG))
                .from(TERM_ALIAS)
                .where(TERM_ALIAS.TERM_ID.eq(TERM.ID))
                .and(listed)
                .orderBy(TERM_ALIAS.SLUG, TERM_ALIAS.FOLDED));
    }

    private static Field<Long> total(Field<Long> stored, Field<Long> fresh) {
        return coalesce(stored, inline(0L)).plus(coalesce(fresh, inline(0L)));
    }

    private static TermView view(Record row, boolean editor) {
        UUID parent = row.get(PARENT_ID);
        return new TermView(
                row.get(TERM.ID),
                row.get(TERM.SLUG),
                row.get(TERM.NAME),
                editor ? List.of(row.get(ALIASES)) : null,
                editor ? List.of(row.get(FORMER_NAMES)) : null,
                row.get(TERM.DESCRIPTION),
                row.get(TERM.URL),
                row.get(TERM.COLOUR),
                parent == null ? null : new TermName(parent, row.get(PARENT_SLUG), row.get(PARENT_NAME)),
                row.get(ARTICLES),
                editor ? row.get(WORKING_COPIES) : null,
                row.get(TERM.CREATED_AT).toInstant(),
                row.get(TERM.UPDATED_AT).toInstant());
    }
}
