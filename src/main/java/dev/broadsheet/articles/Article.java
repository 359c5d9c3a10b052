package dev.broadsheet.articles;

import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.editing.ArticleService;
import dev.broadsheet.body.DocumentMetadata;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
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
 * Identity, pointers and facts of an article; what the editor wrote is in its revisions. Its verbs change it and nothing
 * else: {@link ArticleService} calls them under the row's lock and tells the others.
 */
@Entity
public class Article extends PanacheEntityBase {

    /** As {@link Slugs#find} has it. */
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

    /** The number of the working copy's revision. Numbers are never used again. */
    public int revision;

    /** Raised by every change of state; see {@link #etag}. */
    public int state;

    /** The revision that readers see; null when there is no live copy. */
    @Column(name = "live_revision")
    public @Nullable Integer liveRevision;

    @Column(name = "publish_at")
    public @Nullable Instant publishAt;

    /** What the schedule is pinned to: later edits don't move it. */
    @Column(name = "publish_revision")
    public @Nullable Integer publishRevision;

    /** When a due schedule failed last; it is tried again. */
    @Column(name = "publish_failed_at")
    public @Nullable Instant publishFailedAt;

    /** Why it failed; see {@link PublishFailure}. */
    @Column(name = "publish_failure")
    public @Nullable String publishFailure;

    @Column(name = "expire_at")
    public @Nullable Instant expireAt;

    @Column(name = "archived_at")
    public @Nullable Instant archivedAt;

    @Column(name = "trashed_at")
    public @Nullable Instant trashedAt;

    /** Why it was taken down, as readers are told. */
    @Column(name = "gone_reason")
    public @Nullable String goneReason;

    /** The article that took its place; at most one of this and {@link #successorUrl}. */
    @Column(name = "successor_id")
    public @Nullable UUID successorId;

    @Column(name = "successor_url")
    public @Nullable String successorUrl;

    @Column(name = "first_published_at")
    public @Nullable Instant firstPublishedAt;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** When it was last changed before a file brought it here; counts for the write that creates it. */
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

    /** The name of the key that locked it. */
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

    /** The name of the key that sent the current revision. */
    @Column(name = "updated_by")
    public @Nullable String updatedBy;

    /** For Hibernate. */
    public Article() {}

    public static Article create(Instant now) {
        Article article = new Article();
        article.id = Ids.next();
        article.translationGroup = article.id;
        article.createdAt = now;
        article.updatedAt = now;
        return article;
    }

    /** A content with nothing but what the article is known by. */
    public Content identity() {
        return new Content(
                slug,
                externalId,
                locale,
                type,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                publishedAt,
                null,
                List.of(),
                null);
    }

    /** Takes a new content as its working copy, under the next number. */
    public void revise(Content content, String by, Instant now) {
        DocumentMetadata facts = DocumentMetadata.of(content.body() == null ? Document.EMPTY : content.body());
        revision++;
        externalId = content.externalId();
        slug = content.slug();
        locale = content.locale();
        type = content.type();
        title = content.title();
        publishedAt = content.publishedAt();
        kicker = content.kicker();
        summary = content.summary();
        wordCount = facts.words();
        readingMinutes = facts.readingMinutes();
        relatedIds = content.related();
        updatedBy = by;
        updatedAt = importedUpdatedAt == null ? now : importedUpdatedAt;
    }

    /** Of a new article: readers are told this moment instead of that of the upload. */
    public void setImportedUpdatedAt(@Nullable Instant before, Instant now) {
        importedUpdatedAt = before == null || before.isAfter(now) ? null : before;
    }

    /**
     * Goes live with a revision, out of the archive if it must; a schedule is done with.
     *
     * @param at when it was first published, if it wasn't before
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
     * A due schedule could not be kept; it stays, and is tried again. No change of state: an editor's ETag still fits.
     *
     * @return whether it is another reason than before
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

    /** @return whether it is another moment than before */
    public boolean expireAt(@Nullable Instant at, Instant now) {
        if (Objects.equals(expireAt, at)) {
            return false;
        }
        expireAt = at;
        clearFailure();
        touch(now);
        return true;
    }

    /** Takes down the live copy. */
    public void withdraw(Instant now) {
        liveRevision = null;
        touch(now);
    }

    /** @return whether readers are told something else than before */
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

    /** Keeps everybody else from writing for a while. The state stays: what was read is still what is there. */
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

    /** Something was changed that may have stood in the way: the schedule is tried again at the next look. */
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

    /** Of the working copy: its revision, and a counter of its changes of state. */
    public String etag() {
        return "\"r" + revision + "." + state + "\"";
    }

    /**
     * Writes down what was changed of it and of what belongs to it.
     *
     * @throws Problem 409 if another one has got its externalId since it was looked for
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

    /** The one that a name in a URL means. */
    public static Optional<Article> lock(String name) {
        return Article.<Article>find(NAMED, Ids.parse(name).orElse(null), name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .stream()
                .findFirst();
    }

    public static Optional<Article> lock(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }
}
