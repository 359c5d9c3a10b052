package dev.broadsheet.publications;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static java.util.stream.Collectors.joining;

import dev.broadsheet.articles.Slugs;
import dev.broadsheet.articles.index.WorkingCopyIndex;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.text.SearchVectorInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultConfiguration;

/**
 * SQL statements that write the live copy of an article: its row in {@code publication}, its slug, its terms, its
 * search vector and the period that begins. Text instead of jOOQ, because one statement writes up to eight tables; the
 * parameters have the names of the columns. Each statement returns two states of the article: the one that readers saw
 * before and the one they see now.
 */
final class PublicationSql {

    private static final Configuration POSTGRES = new DefaultConfiguration().set(SQLDialect.POSTGRES);

    static final List<Field<?>> BODY = List.of(PUBLICATION.BODY, PUBLICATION.BODY_HTML, PUBLICATION.BODY_TEXT);

    /** Columns of slug, locale, dates and terms, by which the copy is found. A correction doesn't change them. */
    private static final List<Field<?>> PLACEMENT = List.of(
            PUBLICATION.column(ListField.SLUG),
            PUBLICATION.column(ListField.LOCALE),
            PUBLICATION.column(ListField.PUBLISHED_AT),
            PUBLICATION.column(ListField.FIRST_PUBLISHED_AT),
            PUBLICATION.TAG_IDS,
            PUBLICATION.AUTHOR_IDS,
            PUBLICATION.SECTION_ID);

    private static final List<Field<?>> UNCHANGEABLE =
            List.of(PUBLICATION.ARTICLE_ID, PUBLICATION.column(ListField.CREATED_AT));

    /** The columns of a correction, except the body. */
    static final List<Field<?>> CORRECTED = without(List.of(PUBLICATION.fields()), BODY, PLACEMENT, UNCHANGEABLE);

    /** {@code same}: whether the working copy is at the revision that is published. */
    private static final String INPUT =
            "input as (select :article::uuid as article, :now::timestamptz as now, :same::boolean as same)";

    /** Without the body, which no other part of a statement reads. */
    private static final String RETURNED = list(PublicationPeriodTable.COPIED, Field::getName) + ", expire_at";

    /** {@code case} keeps the stored value of an unchanged body, so that PostgreSQL doesn't write it again. */
    private static final String UPSERT = """
            copy as (
                insert into publication (%s) values (%s)
                on conflict (article_id) do update set %s, %s
                returning %s)""".formatted(
                    list(List.of(PUBLICATION.fields()), Field::getName),
                    list(List.of(PUBLICATION.fields()), PublicationSql::parameter),
                    list(
                            without(List.of(PUBLICATION.fields()), BODY, UNCHANGEABLE),
                            column -> "%1$s = excluded.%1$s".formatted(column.getName())),
                    list(
                            BODY,
                            column ->
                                    "%1$s = case publication.%1$s when excluded.%1$s then publication.%1$s else excluded.%1$s end"
                                            .formatted(column.getName())),
                    RETURNED);

    /** A null body means that the body is unchanged. */
    private static final String UPDATE = """
            copy as (
                update publication set %s, %s where article_id = (select article from input)
                returning %s)""".formatted(
                    list(CORRECTED, column -> column.getName() + " = " + parameter(column)),
                    list(BODY, column -> "%1$s = coalesce(%2$s, %1$s)".formatted(column.getName(), parameter(column))),
                    RETURNED);

    private static final String EXISTING =
            "copy as (select p.* from publication p join input on p.article_id = input.article)";

    /** Takes the vector from the working copy if that is at this revision. */
    private static final String SEARCH = """
            search as (
                insert into publication_search (article_id, published_at, search)
                select c.article_id, c.published_at,
                    coalesce((select w.search from working_copy_search w where w.revision = c.revision), %s)
                from copy c
                on conflict (article_id) do update set published_at = excluded.published_at, search = excluded.search),
            language as (%s)""".formatted(SearchVectorInput.CALL, WorkingCopyIndex.ADD_LANGUAGE);

    /**
     * Keeps the lexemes of an unchanged body (weight D, the lowest) and appends the new lexemes of the other texts.
     */
    private static final String UPDATE_SEARCH = """
            search as (
                update publication_search s
                set search = case when :keep_body_lexemes then ts_filter(s.search, '{d}') else '' end || %s
                from copy c where s.article_id = c.article_id)""".formatted(SearchVectorInput.CALL);

    /** The article's terms as they are today: see {@link Terms#currentIds}. */
    private static final String CURRENT_TERMS =
            "copied as (select tag_ids || author_ids || section_id as ids from copy), terms as (%s)"
                    .formatted(Terms.currentIds("(select ids from copied)::uuid[]"));

    /**
     * {@code do update … where false} locks the rows that stay without writing them: a concurrent merge of terms waits
     * until this transaction commits, or this statement waits for the merge.
     */
    private static final String REPLACE_TERMS = """
            deleted_terms as (
                delete from publication_term f using copy c
                where f.article_id = c.article_id
                    and (f.published_at <> c.published_at or f.term_id not in (select id from terms))),
            inserted_terms as (
                insert into publication_term (term_id, published_at, article_id)
                select t.id, c.published_at, c.article_id from copy c, terms t
                on conflict (term_id, published_at, article_id) do update set term_id = excluded.term_id where false)""";

    /**
     * The existing term rows, locked {@code for key share}: a concurrent merge of terms waits until this transaction
     * commits, or this statement waits for the merge.
     */
    private static final String STORED_TERMS = """
            terms as (
                select f.term_id as id from publication_term f join copy c on c.article_id = f.article_id
                for key share of f)""";

    /**
     * Ends the last period and begins a new one. An article that should have been published and expired while no node
     * ran gets a period of zero length. A period never begins before the last one ended, even if another node's clock
     * is ahead of this one's.
     */
    private static final String PERIOD = """
            closed as (
                update publication_period p set live_until = greatest(p.live_from, input.now) from input
                where p.id = %s and (p.live_until is null or p.live_until > input.now)
                returning p.*),
            opened as (
                insert into publication_period (%s, live_from, live_until)
                select %s, start.at, case when c.expire_at is not null then greatest(c.expire_at, start.at) end
                from copy c, input, lateral (select greatest(input.now, (select max(live_until) from closed)) as at) start
                returning *)
            select true, %s, (select array_agg(f.term_id) from publication_term f where f.article_id = c.article_id)
            from closed c
            union all
            select false, %s, (select array_agg(t.id) from terms t) from opened o
            """.formatted(
                    lastPeriod("input.article"),
                    list(PublicationPeriodTable.COPIED, Field::getName),
                    list(PublicationPeriodTable.COPIED, column -> "c." + column.getName()),
                    PublishedSnapshotReader.columns("c"),
                    PublishedSnapshotReader.columns("o"));

    /** Publishes a copy that isn't live yet, or whose slug, terms or place in lists have changed. */
    static final PreparedQuery PUBLISH = statement(
            INPUT, UPSERT, CURRENT_TERMS, WorkingCopyIndex.PUBLISH, SEARCH, Slugs.PUBLISH, REPLACE_TERMS, PERIOD);

    /**
     * Publishes a correction: slug, terms and place in lists stay, and the working copy is at the same revision. Most
     * corrections are of this kind.
     */
    static final PreparedQuery CORRECT =
            statement(INPUT, UPDATE, STORED_TERMS, UPDATE_SEARCH, Slugs.PUBLISH_FORMER, PERIOD);

    /** Begins a new period for a row of {@code publication} whose period is over. */
    static final PreparedQuery RENEW_PERIOD = statement(INPUT, EXISTING, CURRENT_TERMS, REPLACE_TERMS, PERIOD);

    private PublicationSql() {}

    /**
     * Sub-select for the id of the article's last period: the open one, if there is one. Reads one row, however many
     * periods there are.
     */
    static String lastPeriod(String article) {
        return """
                (select n.id from publication_period n where n.article_id = %s
                    order by n.live_from desc, n.id desc limit 1)""".formatted(article);
    }

    /** @param parts CTEs. The last part ends with the main query. */
    private static PreparedQuery statement(String... parts) {
        return PreparedQuery.ofSql("with " + String.join(",\n", parts), PublishedSnapshotReader.COLUMNS);
    }

    private static String list(Collection<Field<?>> columns, Function<Field<?>, String> text) {
        return columns.stream().map(text).collect(joining(", "));
    }

    private static String parameter(Field<?> column) {
        return ":" + column.getName() + "::" + column.getDataType().getCastTypeName(POSTGRES);
    }

    @SafeVarargs
    private static List<Field<?>> without(List<Field<?>> columns, List<Field<?>>... others) {
        List<Field<?>> left = new ArrayList<>(columns);
        for (List<Field<?>> other : others) {
            left.removeAll(other);
        }
        return List.copyOf(left);
    }
}
