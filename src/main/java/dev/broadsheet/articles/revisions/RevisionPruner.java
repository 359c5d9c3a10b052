package dev.broadsheet.articles.revisions;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes away revisions that nobody needs any more. Never one that is current, live or scheduled, that somebody gave a
 * note, or that readers saw once: what was live then can be asked for. Callers hold the article's lock, so that none
 * becomes needed meanwhile.
 */
@ApplicationScoped
class RevisionPruner {

    /** Of revision {@code r} of article {@code a}. */
    private static final String PRUNABLE = """
            r.note is null
            and r.number not in (a.revision, coalesce(a.live_revision, 0), coalesce(a.publish_revision, 0))
            and not exists (
                select from publication_period p where p.article_id = r.article_id and p.revision = r.number)
            """;

    private static final String DROP_AUTOSAVES =
            "delete from revision r using article a where a.id = ? and r.article_id = a.id and r.autosave and r.key_id = ?::uuid and "
                    + PRUNABLE;

    /** What is beyond the newest, by their number, and of that what is old as well. */
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

    /** The earlier ones of that key. */
    void dropAutosaves(Article article, @Nullable UUID key) {
        sql.execute(DROP_AUTOSAVES, article.id, key);
    }

    /** What a program saved is meant by a person now. */
    void clearAutosave(Revision autosave, @Nullable String note) {
        sql.execute(
                "update revision set autosave = false, note = coalesce(?::text, note) where article_id = ? and number = ?",
                note,
                autosave.id.article(),
                autosave.number());
    }

    /**
     * Those that are beyond the newest and older than that, a batch of them.
     *
     * @return of when the oldest is that is beyond the newest and still there
     */
    Optional<Instant> dropOld(UUID article, int newest, Instant age, int batch) {
        return Optional.ofNullable(sql.resultQuery(
                                DROP_OLD, article, article, newest, article, age.atOffset(ZoneOffset.UTC), batch)
                        .fetchSingle(0, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
