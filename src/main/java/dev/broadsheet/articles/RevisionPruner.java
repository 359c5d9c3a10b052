package dev.broadsheet.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Deletes revisions that are no longer needed. Never deletes a revision that is current, live or scheduled, has a note,
 * or was ever live, because reads can ask for the published state at a past time. The caller must hold the article's
 * row lock, so that no revision is published or scheduled meanwhile.
 */
@ApplicationScoped
public class RevisionPruner {

    /** Condition on revision {@code r} of article {@code a}. */
    private static final String PRUNABLE = """
            r.note is null
            and r.number not in (a.revision, coalesce(a.live_revision, 0), coalesce(a.publish_revision, 0))
            and not exists (
                select from publication_period p where p.article_id = r.article_id and p.revision = r.number)
            """;

    private static final String DROP_AUTOSAVES =
            "delete from revision r using article a where a.id = ? and r.article_id = a.id and r.autosave and r.key_id = ?::uuid and "
                    + PRUNABLE;

    /**
     * {@code surplus} has the prunable revisions beyond the newest n by number. {@code gone} deletes one batch of the
     * surplus revisions that are also old enough.
     */
    private static final String DROP_OLD = """
            with surplus as (
                select r.number, r.created_at from article a join revision r on r.article_id = a.id
                where a.id = ?
                    and r.number <= (select number from revision where article_id = ? order by number desc offset ? limit 1)
                    and\s""" + PRUNABLE + """
            ), gone as (
                delete from revision where article_id = ? and number in (
                    select number from surplus where created_at <= ?::timestamptz order by number limit ?)
                returning number)
            select min(created_at) from surplus where number not in (select number from gone)
            """;

    private final DSLContext sql;

    RevisionPruner(DSLContext sql) {
        this.sql = sql;
    }

    /** Deletes the earlier autosaves of that key. */
    public void dropAutosaves(Article article, @Nullable UUID key) {
        sql.execute(DROP_AUTOSAVES, article.id, key);
    }

    /** Turns an autosave into a regular revision. */
    public void clearAutosave(Revision autosave, @Nullable String note) {
        sql.execute(
                "update revision set autosave = false, note = coalesce(?::text, note) where article_id = ? and number = ?",
                note,
                autosave.id.article(),
                autosave.number());
    }

    /**
     * Deletes one batch of the revisions that are beyond the {@code newest} ones and were created at {@code age} or
     * before.
     *
     * @return the creation time of the oldest remaining revision beyond the {@code newest} ones; empty if none remains
     */
    public Optional<Instant> dropOld(UUID article, int newest, Instant age, int batch) {
        return Optional.ofNullable(sql.resultQuery(
                                DROP_OLD, article, article, newest, article, age.atOffset(ZoneOffset.UTC), batch)
                        .fetchSingle(0, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
