package dev.broadsheet.search;

import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.terms.TermChange;
import dev.broadsheet.text.Tokenizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Maintains the search names of terms, and marks terms whose articles must be reindexed. Both happen in the transaction
 * that creates, renames, merges or deletes the term, so no mark is lost. {@link SearchIndexer} reindexes the articles.
 */
@ApplicationScoped
class TermIndexer {

    private static final String NAMES = """
            select name, slug, array(
                select coalesce(a.name, a.slug) from term_alias a where a.term_id = term.id order by a.slug, a.folded) as aliases
            from term where id = ?
            """;

    private static final PreparedQuery PUT = PreparedQuery.ofSql("""
            with put as (
                insert into term_search (term_id, key, keys, search)
                select n.term_id, n.key, n.keys, names_vector(n.keys)
                from (select :term::uuid as term_id, :key::text as key, :keys::text[] as keys) n
                on conflict (term_id) do update set key = excluded.key, keys = excluded.keys, search = excluded.search
                where (term_search.key, term_search.keys) is distinct from (excluded.key, excluded.keys))
            select not exists (select from term_search where term_id = :term and key = :key)
            """);

    private static final String MARK = """
            insert into search_renamed (term_id, renamed_at) values (?, ?::timestamptz)
            on conflict (term_id) do update set renamed_at = excluded.renamed_at, settled = false
            """;

    private static final String DELETED = """
            insert into search_stale (article_id)
            select article_id from article_term where term_id = ?
            union select article_id from publication_term where term_id = ?
            on conflict do nothing
            """;

    private final DSLContext sql;

    TermIndexer(DSLContext sql) {
        this.sql = sql;
    }

    void onChange(@Observes Change change) {
        UUID term = change.id();
        if (term == null || !(change.type() instanceof TermChange type)) {
            return;
        }
        switch (type) {
            case CREATED -> indexNames(term);
            case DELETED -> sql.execute(DELETED, term, term);
            case CHANGED -> {
                if (indexNames(term)) {
                    mark(change, term);
                }
            }
            case MERGED -> {
                indexNames(term);
                mark(change, term);
            }
        }
    }

    private void mark(Change change, UUID term) {
        sql.execute(MARK, term, change.at().atOffset(ZoneOffset.UTC));
    }

    /**
     * Stores the names that find a term: its name, slug, aliases and former names.
     *
     * @return whether the term's name changed
     */
    boolean indexNames(UUID term) {
        Record named = sql.resultQuery(NAMES, term).fetchOne();
        if (named == null) {
            return false;
        }
        String key = Tokenizer.folded(named.get("name", String.class));
        Set<String> keys = new LinkedHashSet<>(List.of(key));
        keys.add(Tokenizer.folded(named.get("slug", String.class)));
        for (String alias : named.get("aliases", String[].class)) {
            keys.add(Tokenizer.folded(alias));
        }
        keys.remove("");
        return PUT.with("term", term)
                .with("key", key)
                .with("keys", keys.toArray(String[]::new))
                .fetch(sql)
                .get(0)
                .get(0, Boolean.class);
    }
}
