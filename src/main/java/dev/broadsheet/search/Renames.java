package dev.broadsheet.search;

import dev.broadsheet.kernel.Change;
import dev.broadsheet.words.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Keeps the names of terms findable, and leaves a mark where articles have to follow: in the transaction that makes,
 * renames or deletes, so that no mark is lost. The articles themselves follow in {@link Upkeep}.
 */
@ApplicationScoped
class Renames {

    private static final String NAME = """
            insert into term_search (term_id, key, search) values (?, ?, to_tsvector('simple', ?))
            on conflict (term_id) do update set key = excluded.key, search = excluded.search
            where term_search.key <> excluded.key
            """;

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

    Renames(DSLContext sql) {
        this.sql = sql;
    }

    void hear(@Observes Change change) {
        UUID term = change.termId();
        if (term == null) {
            return;
        }
        switch (change.kind()) {
            case TERM_CREATED -> name(term);
            case TERM_DELETED -> sql.execute(DELETED, term, term);
            case TERM_CHANGED -> {
                if (name(term)) {
                    mark(change, term);
                }
            }
            // Whatever else happens to a term happens to its articles.
            default -> {
                name(term);
                mark(change, term);
            }
        }
    }

    private void mark(Change change, UUID term) {
        sql.execute(MARK, term, change.at().atOffset(ZoneOffset.UTC));
    }

    /** @return whether it is called otherwise than before */
    boolean name(UUID term) {
        String name =
                sql.resultQuery("select name from term where id = ?", term).fetchOne(0, String.class);
        String key = Words.folded(Objects.requireNonNullElse(name, ""));
        return name != null && sql.execute(NAME, term, key, key) > 0;
    }
}
