package dev.broadsheet.terms.list;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.terms.Term;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Reads terms for responses. Article counts are stored, see {@link TermCounts}. So a page costs as much as its rows,
 * whatever the number of articles; a page sorted by count reads all terms of the kind once, but no articles.
 */
@ApplicationScoped
public class TermQueries {

    public static final Field<UUID> ID = field(name("term", "id"), UUID.class);
    public static final Field<String> KIND = field(name("term", "kind"), String.class);
    public static final Field<String> SLUG = field(name("term", "slug"), String.class);
    public static final Field<String> NAME = field(name("term", "name"), String.class);
    static final Field<OffsetDateTime> CREATED = field(name("term", "created_at"), SQLDataType.OFFSETDATETIME);
    static final Field<OffsetDateTime> UPDATED = field(name("term", "updated_at"), SQLDataType.OFFSETDATETIME);
    static final Field<Long> ARTICLES =
            field("(coalesce(term_count.articles, 0) + coalesce(fresh.articles, 0))", Long.class);
    private static final Field<Long> WORKING_COPIES =
            field("(coalesce(term_count.working_copies, 0) + coalesce(fresh.working_copies, 0))", Long.class);
    private static final Field<Integer> VERSION = field(name("term", "version"), Integer.class);
    private static final Field<String> DESCRIPTION = field(name("term", "description"), String.class);
    private static final Field<String> URL = field(name("term", "url"), String.class);
    private static final Field<String> COLOUR = field(name("term", "colour"), String.class);
    private static final Field<UUID> PARENT =
            field(name("parent", "id"), UUID.class).as("parent");
    private static final Field<String> PARENT_SLUG =
            field(name("parent", "slug"), String.class).as("parent_slug");
    private static final Field<String> PARENT_NAME =
            field(name("parent", "name"), String.class).as("parent_name");
    private static final Field<String[]> ALIASES = field("""
                    array(select coalesce(a.name, a.slug) from term_alias a
                        where a.term_id = term.id and a.written order by a.slug, a.folded)
                    """, String[].class).as("aliases");
    private static final Field<String[]> FORMER_NAMES =
            field("""
                    array(select coalesce(a.name, a.slug) from term_alias a
                        where a.term_id = term.id and a.former order by a.slug, a.folded)
                    """, String[].class).as("former_names");

    /** Count changes that haven't been folded into the counters yet. */
    private static final String UNFOLDED_COUNT = """
            (select term_id, sum(articles)::bigint as articles, sum(working_copies)::bigint as working_copies
                from term_count_change group by term_id)
            """;

    /**
     * True if a published article uses a descendant. The inner sub-select is checked first because most terms have no
     * children, which is cheap to see.
     */
    private static final Condition BELOW =
            condition("((select true from term c where c.parent_id = term.id limit 1) and live_below(term.id))");

    /**
     * Terms that are visible without a key: used by a published article, or an ancestor of such a term. Written as
     * scalar sub-queries, which the planner can't turn into joins: a page fills after a few probes, whereas a join
     * would read everything.
     */
    private static final Condition VISIBLE_TO_READERS = condition(
                    "(select true from publication_term p where p.term_id = term.id limit 1)")
            .or(BELOW);

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
        public boolean goesBy(String name) {
            return view.slug().equals(name)
                    || Ids.parse(name).filter(view.id()::equals).isPresent();
        }
    }

    /** @param unused null for all terms */
    public Page<TermView> list(
            TermKind kind, TermSort sort, @Nullable Boolean unused, PageRequest page, boolean editor) {
        Condition listed = KIND.eq(kind.text()).and(unused == null ? noCondition() : unused ? UNUSED : not(UNUSED));
        // An equivalent condition for the sort by count, where every count has been read anyway.
        Condition seen = editor
                ? noCondition()
                : sort.by() == TermSort.By.COUNT ? ARTICLES.gt(0L).or(BELOW) : VISIBLE_TO_READERS;
        Long total = page.countTotal()
                ? Long.valueOf(sql.fetchCount(
                        sql.selectOne().from("term").where(listed).and(editor ? noCondition() : VISIBLE_TO_READERS)))
                : null;
        return sort.keys("terms " + kind.text() + " " + editor + " " + unused)
                .page(page, select(editor).where(listed).and(seen), total, row -> view(row, editor));
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
        return select(editor)
                .where(ID.eq(id))
                .and(editor ? noCondition() : VISIBLE_TO_READERS)
                .fetchOptional()
                .map(row -> new Stored(view(row, editor), Term.etag(row.get(VERSION)), false));
    }

    /** Finds by id, slug, name, alias, former name, or by the id or slug of a term that was merged into it. */
    public Optional<UUID> find(TermKind kind, String name) {
        TermRef ref = TermRef.ofReference(kind, name, "");
        return sql.select(field(name("id"), UUID.class))
                .from(Terms.refTable(List.of(ref)).as("w"))
                .fetchOptional(field(name("id"), UUID.class));
    }

    private SelectJoinStep<? extends Record> select(boolean editor) {
        List<Field<?>> columns = new ArrayList<>(List.of(
                ID,
                SLUG,
                NAME,
                lower(NAME),
                DESCRIPTION,
                URL,
                COLOUR,
                VERSION,
                CREATED,
                UPDATED,
                ARTICLES,
                PARENT,
                PARENT_SLUG,
                PARENT_NAME));
        if (editor) {
            columns.addAll(List.of(WORKING_COPIES, ALIASES, FORMER_NAMES));
        }
        return sql.select(columns)
                .from(table(name("term")))
                .leftJoin("term_count")
                .on("term_count.term_id = term.id")
                .leftJoin(table(UNFOLDED_COUNT).as("fresh"))
                .on("fresh.term_id = term.id")
                .leftJoin(table(name("term")).as("parent"))
                // A visible term's parent is visible too.
                .on("parent.id = term.parent_id");
    }

    private static TermView view(Record row, boolean editor) {
        UUID parent = row.get(PARENT);
        return new TermView(
                row.get(ID),
                row.get(SLUG),
                row.get(NAME),
                editor ? List.of(row.get(ALIASES)) : null,
                editor ? List.of(row.get(FORMER_NAMES)) : null,
                row.get(DESCRIPTION),
                row.get(URL),
                row.get(COLOUR),
                parent == null ? null : new TermName(parent, row.get(PARENT_SLUG), row.get(PARENT_NAME)),
                row.get(ARTICLES),
                editor ? row.get(WORKING_COPIES) : null,
                row.get(CREATED).toInstant(),
                row.get(UPDATED).toInstant());
    }
}
