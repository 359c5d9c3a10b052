package dev.broadsheet.articles;

import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.body.DocumentMetadata;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * The row of an article: its identity, status and pointers to revisions. The content is in its revisions. Methods such
 * as {@link #publish} change only this entity. Services call them while they hold the row lock, and fire the events.
 */
@Entity
public class Article extends PanacheEntityBase {

    /** Resolves a name in the same order as {@link Slugs#find}. */
    private static final String NAMED = """
            from Article a where a.id = coalesce(
                (select x.id from Article x where x.id = ?1),
                (select s.article from TakenSlug s where s.slug = ?2),
                (select y.id from Article y where y.externalId = ?2))
            """;

    @Id
    public UUID id;

    @Column(name = "translation_group", updatable = false)
    public UUID translationGroup;

    /** The revision number of the working copy. Numbers are never reused. */
    public int revision;

    /** Incremented by every change of state; part of {@link #etag}. */
    public int state;

    /** The revision that readers see; null if the article isn't live. */
    @Column(name = "live_revision")
    public @Nullable Integer liveRevision;

    @Column(name = "publish_at")
    public @Nullable Instant publishAt;

    /** The revision that the schedule publishes; later edits don't change it. */
    @Column(name = "publish_revision")
    public @Nullable Integer publishRevision;

    /** When a due publication last failed; it is retried. */
    @Column(name = "publish_failed_at")
    public @Nullable Instant publishFailedAt;

    /** Why the publication failed; see {@link PublishFailure}. */
    @Column(name = "publish_failure")
    public @Nullable String publishFailure;

    @Column(name = "expire_at")
    public @Nullable Instant expireAt;

    @Column(name = "archived_at")
    public @Nullable Instant archivedAt;

    @Column(name = "trashed_at")
    public @Nullable Instant trashedAt;

    /** Why the article was taken down, as shown to readers. */
    @Column(name = "gone_reason")
    public @Nullable String goneReason;

    /** The article that replaces this one. At most one of this and {@link #successorUrl} is set. */
    @Column(name = "successor_id")
    public @Nullable UUID successorId;

    @Column(name = "successor_url")
    public @Nullable String successorUrl;

    @Column(name = "first_published_at")
    public @Nullable Instant firstPublishedAt;

    /** The key that created it; null if it was created before keys were recorded. */
    @Column(name = "created_by", updatable = false)
    public @Nullable UUID createdBy;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The updatedAt of an imported file. Applies only during the write that creates the article. */
    @Transient
    private @Nullable Instant importedUpdatedAt;

    @Column(name = "external_id")
    public @Nullable String externalId;

    public String slug;

    public String locale;

    public String type;

    public @Nullable String title;

    @Column(name = "published_at")
    public @Nullable Instant publishedAt;

    @Column(name = "lock_key_id")
    public @Nullable UUID lockKeyId;

    /** The name of the API key that holds the lock. */
    @Column(name = "lock_actor")
    public @Nullable String lockActor;

    @Column(name = "lock_since")
    public @Nullable Instant lockSince;

    @Column(name = "lock_until")
    public @Nullable Instant lockUntil;

    public @Nullable String kicker;

    @Column(name = "summary_text")
    public @Nullable String summary;

    @Column(name = "word_count")
    public @Nullable Integer wordCount;

    @Column(name = "reading_minutes")
    public @Nullable Integer readingMinutes;

    @Column(name = "related_ids")
    public List<UUID> relatedIds;

    /** The name of the API key that sent the current revision. */
    @Column(name = "updated_by")
    public @Nullable String updatedBy;

    /** For Hibernate. */
    public Article() {}

    public static Article create(@Nullable UUID createdBy, Instant now) {
        Article article = new Article();
        article.createdBy = createdBy;
        article.id = Ids.next();
        article.translationGroup = article.id;
        article.createdAt = now;
        article.updatedAt = now;
        return article;
    }

    /** A content that has only the article's identifying members. It replaces content that can't be decoded. */
    public Content identity() {
        return Content.builder()
                .set(ArticleMembers.SLUG, slug)
                .set(ArticleMembers.EXTERNAL_ID, externalId)
                .set(ArticleMembers.LOCALE, locale)
                .set(ArticleMembers.TYPE, type)
                .set(ArticleMembers.PUBLISHED_AT, publishedAt)
                .build();
    }

    /** Makes the content the working copy, under the next revision number. */
    public void revise(Content content, String by, Instant now) {
        DocumentMetadata facts = DocumentMetadata.of(content.body() == null ? Document.EMPTY : content.body());
        revision++;
        externalId = content.externalId();
        slug = content.slug();
        locale = content.locale();
        type = content.type();
        title = content.title();
        publishedAt = content.publishedAt();
        kicker = content.get(ArticleMembers.KICKER);
        summary = content.get(ArticleMembers.SUMMARY);
        wordCount = facts.words();
        readingMinutes = facts.readingMinutes();
        relatedIds = content.related();
        updatedBy = by;
        updatedAt = importedUpdatedAt == null ? now : importedUpdatedAt;
    }

    /**
     * For a new article: stores this time as {@code updatedAt} instead of the time of the upload. Ignored if it is in
     * the future.
     */
    public void setImportedUpdatedAt(@Nullable Instant before, Instant now) {
        importedUpdatedAt = before == null || before.isAfter(now) ? null : before;
    }

    /**
     * Makes a revision live. Clears the archived state, the takedown and the schedule.
     *
     * @param at becomes {@code firstPublishedAt} if the article was never published before
     */
    public void publish(int number, Instant at, Instant now) {
        liveRevision = number;
        archivedAt = null;
        goneReason = null;
        successorId = null;
        successorUrl = null;
        clearSchedule();
        if (firstPublishedAt == null) {
            firstPublishedAt = at;
        }
        touch(now);
    }

    public void schedule(int number, Instant at, Instant now) {
        clearSchedule();
        publishAt = at;
        publishRevision = number;
        archivedAt = null;
        touch(now);
    }

    /**
     * Records that a due publication failed. The schedule stays and is retried. Doesn't change {@link #state}, so an
     * editor's ETag still matches.
     *
     * @return whether the reason differs from the last one
     */
    public boolean recordPublishFailure(PublishFailure failure, Instant now) {
        boolean news = !failure.text().equals(publishFailure);
        publishFailure = failure.text();
        publishFailedAt = now;
        return news;
    }

    /** @return whether there was a schedule */
    public boolean unschedule(Instant now) {
        if (publishAt == null) {
            return false;
        }
        clearSchedule();
        touch(now);
        return true;
    }

    /** @return whether the expiry changed */
    public boolean expireAt(@Nullable Instant at, Instant now) {
        if (Objects.equals(expireAt, at)) {
            return false;
        }
        expireAt = at;
        clearFailure();
        touch(now);
        return true;
    }

    /** Removes the live copy. */
    public void withdraw(Instant now) {
        liveRevision = null;
        touch(now);
    }

    /** @return whether the reason or the successor shown to readers changed */
    public boolean setTakedown(Takedown takedown, Instant now) {
        String reason = takedown.reason().orElse(goneReason);
        Takedown.Successor next = takedown.successor()
                .orElse(
                        successorId == null && successorUrl == null
                                ? null
                                : new Takedown.Successor(successorId, successorUrl));
        UUID nextId = next == null ? null : next.article();
        String nextUrl = next == null ? null : next.url();
        if (Objects.equals(goneReason, reason)
                && Objects.equals(successorId, nextId)
                && Objects.equals(successorUrl, nextUrl)) {
            return false;
        }
        goneReason = reason;
        successorId = nextId;
        successorUrl = nextUrl;
        touch(now);
        return true;
    }

    public void archive(Instant now) {
        archivedAt = now;
        clearSchedule();
        touch(now);
    }

    public void unarchive(Instant now) {
        archivedAt = null;
        touch(now);
    }

    public void trash(Instant now) {
        trashedAt = now;
        clearSchedule();
        touch(now);
    }

    public void restore(Instant now) {
        trashedAt = null;
        touch(now);
    }

    /**
     * Locks out all other API keys until {@code until}. Doesn't change {@link #state}, because the content stays the
     * same.
     */
    public void lock(UUID key, String actor, Instant until, Instant now) {
        if (!key.equals(lockKeyId) || !isLocked(now)) {
            lockSince = now;
        }
        lockKeyId = key;
        lockActor = actor;
        lockUntil = until;
    }

    public void unlock() {
        lockKeyId = null;
        lockActor = null;
        lockSince = null;
        lockUntil = null;
    }

    public boolean isLocked(Instant now) {
        return lockUntil != null && lockUntil.isAfter(now);
    }

    public boolean isLockedAgainst(UUID key, Instant now) {
        return isLocked(now) && !key.equals(lockKeyId);
    }

    private void clearSchedule() {
        publishAt = null;
        publishRevision = null;
        clearFailure();
    }

    /** The change may have removed the cause of the failure, so the scheduler retries at its next run. */
    private void clearFailure() {
        publishFailedAt = null;
        publishFailure = null;
    }

    private void touch(Instant now) {
        state++;
        updatedAt = importedUpdatedAt == null ? now : importedUpdatedAt;
    }

    public boolean isLive() {
        return liveRevision != null;
    }

    public boolean isTrashed() {
        return trashedAt != null;
    }

    public ArticleStatus status(Instant now) {
        if (trashedAt != null) {
            return ArticleStatus.TRASHED;
        }
        if (archivedAt != null) {
            return ArticleStatus.ARCHIVED;
        }
        boolean over = expireAt != null && !expireAt.isAfter(now);
        if (liveRevision != null && !over) {
            return ArticleStatus.PUBLISHED;
        }
        if (over && firstPublishedAt != null) {
            return ArticleStatus.EXPIRED;
        }
        return publishAt != null ? ArticleStatus.SCHEDULED : ArticleStatus.DRAFT;
    }

    /** The ETag of the working copy: its revision number and its state counter. */
    public String etag() {
        return "\"r" + revision + "." + state + "\"";
    }

    /**
     * Flushes this article and the other pending entities of the session.
     *
     * @throws Problem 409 if another transaction has taken the externalId since it was checked
     */
    public void store() {
        try {
            flush();
        } catch (ConstraintViolationException violation) {
            if (externalId != null
                    && String.valueOf(violation.getConstraintName()).contains("external_id")) {
                throw duplicateExternalId(externalId);
            }
            throw violation;
        }
    }

    public static Problem duplicateExternalId(String externalId) {
        return new Problem(
                ProblemCode.DUPLICATE,
                "The externalId “" + externalId + "” belongs to another article.",
                List.of(Fault.at("/externalId", "duplicate", "Taken.")));
    }

    /** Finds and locks ({@code FOR UPDATE}) the article that a name in a URL stands for. */
    public static Optional<Article> findForUpdate(String name) {
        return Article.<Article>find(NAMED, Ids.parse(name).orElse(null), name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .stream()
                .findFirst();
    }

    /** Like {@link #findForUpdate(String)}; an unknown name is a 404. */
    public static Article requireForUpdate(String name) {
        return findForUpdate(name).orElseThrow(() -> new NotFoundProblem("article", name));
    }

    public static Optional<Article> findForUpdate(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }
}
