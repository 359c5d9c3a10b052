package dev.broadsheet.changes;

import dev.broadsheet.kernel.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneOffset;
import org.jooq.DSLContext;

/**
 * Writes each change down in the transaction that makes it: what is rolled back was never told. Rows get their position
 * after the commit, see the migration.
 */
@ApplicationScoped
class ChangeLog {

    private final DSLContext sql;

    ChangeLog(DSLContext sql) {
        this.sql = sql;
    }

    void append(@Observes Change change) {
        sql.execute(
                "insert into change (kind, live, article_id, term_id, redirect_id, revision, slug, at) values (?, ?, ?::uuid, ?::uuid, ?::uuid, ?, ?, ?::timestamptz)",
                change.kind().text(),
                change.live(),
                change.articleId(),
                change.termId(),
                change.redirectId(),
                change.revision(),
                change.slug(),
                change.at().atOffset(ZoneOffset.UTC));
    }
}
