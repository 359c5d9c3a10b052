package dev.broadsheet.articles.index;

import static dev.broadsheet.articles.index.ArticleSearchTable.ARTICLE_SEARCH;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.terms.TermMerged;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.text.SearchVectorInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Select;

/**
 * The terms and the search vector of working copies: the tables {@code article_term} and {@code article_search}, and
 * the languages that searches must consider ({@code search_language}).
 *
 * <p>A working copy at the live revision has terms here, but no search vector: it is searched through
 * {@code publication_search}.
 */
@ApplicationScoped
public class WorkingCopyIndex {

    /** Adds the language of a text to those that searches consider. */
    public static final String ADD_LANGUAGE =
            "insert into search_language (config) values (:search_config) on conflict do nothing";

    /** Replaces the terms of an article by the rows of the CTE {@code terms}. */
    private static final String REPLACE_TERMS = """
            deleted_working_terms as (
                delete from article_term f using input
                where input.same and f.article_id = input.article and f.term_id not in (select id from terms)),
            inserted_working_terms as (
                insert into article_term (term_id, article_id)
                select t.id, input.article from input, terms t where input.same
                on conflict do nothing)""";

    /**
     * CTEs for the statement that publishes: the working copy gets the published terms and loses its search vector, if
     * it is at the published revision. Reads the CTEs {@code input (article, same)} and {@code terms (id)};
     * {@code working_copy_search} returns the vector for the live copy.
     */
    public static final String PUBLISH = """
            working_copy_search as (
                delete from article_search s using input
                where input.same and s.article_id = input.article returning s.revision, s.search),
            """ + REPLACE_TERMS;

    private static final String INSERT_SEARCH = """
            insert into article_search (article_id, revision, search)
            values (:article, :revision, %s)
            on conflict (article_id) do update set revision = excluded.revision, search = excluded.search
            """.formatted(SearchVectorInput.CALL);

    private static final PreparedQuery STORE = PreparedQuery.ofSql(
            """
            with input as (select :article::uuid as article, true as same),
            terms as (%s),
            %s,
            language as (%s)
            %s
            """.formatted(Terms.currentIds(":terms::uuid[]"), REPLACE_TERMS, ADD_LANGUAGE, INSERT_SEARCH));

    private static final PreparedQuery STORE_SEARCH =
            PreparedQuery.ofSql("with language as (%s) %s".formatted(ADD_LANGUAGE, INSERT_SEARCH));

    private final DSLContext sql;
    private final Terms terms;

    WorkingCopyIndex(DSLContext sql, Terms terms) {
        this.sql = sql;
        this.terms = terms;
    }

    /** Stores the terms and the search vector of a working copy whose revision isn't live. */
    public void store(Article article, Content content) {
        Collection<TermName> names = terms.names(content.terms()).values();
        SearchVectorInput text = content.indexedText(names);
        text.bind(STORE.with("article", article.id)
                        .with("revision", article.revision)
                        .with("terms", content.terms().toArray(UUID[]::new)))
                .execute(sql);
    }

    /** Stores the search vector of a working copy, when its text is indexed again. */
    public static void storeSearch(DSLContext sql, UUID article, int revision, SearchVectorInput text) {
        text.bind(STORE_SEARCH.with("article", article).with("revision", revision))
                .execute(sql);
    }

    /**
     * Stores a search vector unless there is one already.
     *
     * @param row article id, revision and vector, or no row
     */
    public void storeSearch(Select<Record3<UUID, Integer, Object>> row) {
        sql.insertInto(ARTICLE_SEARCH, ARTICLE_SEARCH.ARTICLE_ID, ARTICLE_SEARCH.REVISION, ARTICLE_SEARCH.SEARCH)
                .select(row)
                .onConflictDoNothing()
                .execute();
    }

    /**
     * Moves the rows to the target term. If an article has both terms, its row of the merged term is deleted with that
     * term.
     */
    void mergeTerms(@Observes TermMerged event) {
        sql.execute("""
                update article_term t set term_id = ? where t.term_id = ? and not exists (
                    select 1 from article_term x where x.term_id = ? and x.article_id = t.article_id)
                """, event.into(), event.term(), event.into());
    }
}
