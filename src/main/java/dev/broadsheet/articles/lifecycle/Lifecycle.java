package dev.broadsheet.articles.lifecycle;

import dev.broadsheet.articles.ActionScheduled;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.articles.ArticleDeleted;
import dev.broadsheet.articles.ArticlePublished;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.ArticleTakenDown;
import dev.broadsheet.articles.ExpiryChanged;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.articles.Takedown;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.input.ArticleInput.StateChange;
import dev.broadsheet.articles.json.Instants;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.events.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state changes of an article: publish, schedule, take down, archive, trash, delete. Runs inside the transaction
 * that holds the article's row lock. Fires events whose observers update {@code publications} and the change log in the
 * same transaction.
 */
@ApplicationScoped
public class Lifecycle {

    private final Slugs slugs;
    private final Event<ArticlePublished> articlePublished;
    private final Event<ArticleTakenDown> articleTakenDown;
    private final Event<ExpiryChanged> expiryChanged;
    private final Event<ArticleDeleted> articleDeleted;
    private final Event<ActionScheduled> actionScheduled;
    private final Event<Change> changes;

    Lifecycle(
            Slugs slugs,
            Event<ArticlePublished> articlePublished,
            Event<ArticleTakenDown> articleTakenDown,
            Event<ExpiryChanged> expiryChanged,
            Event<ArticleDeleted> articleDeleted,
            Event<ActionScheduled> actionScheduled,
            Event<Change> changes) {
        this.slugs = slugs;
        this.articlePublished = articlePublished;
        this.articleTakenDown = articleTakenDown;
        this.expiryChanged = expiryChanged;
        this.articleDeleted = articleDeleted;
        this.actionScheduled = actionScheduled;
        this.changes = changes;
    }

    /** @param takedown the takedown of {@code change}, with its successor resolved */
    public void apply(
            StateChange change,
            Takedown takedown,
            Article article,
            Revision revision,
            Instant now,
            List<Warning> warnings) {
        setTakedown(article, takedown, now);
        if (change.expireAt().present()) {
            expireAt(article, change.expireAt().value(), now);
        }
        ArticleStatus requested = requestedStatus(change, article, now);
        Instant at = change.publishAt().value();
        if (requested == ArticleStatus.PUBLISHED) {
            publish(article, revision, at, now);
        } else if (requested == ArticleStatus.ARCHIVED) {
            archive(article, now);
            warnIfAhead(at, now, warnings);
        } else if (requested == ArticleStatus.DRAFT) {
            backToDraft(article, now, warnings);
            warnIfAhead(at, now, warnings);
        } else if (change.publishAt().present()) {
            reschedule(article, at, now, warnings);
        }
        checkOrder(article);
        warnIfBehind(article, warnings);
    }

    public void warnIfBehind(Article article, List<Warning> warnings) {
        Integer pinned = article.publishRevision;
        if (pinned != null && pinned < article.revision) {
            warnings.add(Warning.at(
                    "/publishAt",
                    "schedule-behind",
                    "Revision " + pinned + " is scheduled, not this one. Publish again to schedule this one."));
        }
    }

    /**
     * Replaces {@code scheduled} by published, and checks that the time is in the future. Returns null if the article
     * is already scheduled for that time.
     */
    private static @Nullable ArticleStatus requestedStatus(StateChange change, Article article, Instant now) {
        if (change.status() != ArticleStatus.SCHEDULED) {
            return change.status();
        }
        Instant at = change.publishAt().orElse(article.publishAt);
        if (at != null && at.equals(article.publishAt)) {
            return null;
        }
        if (at == null || !at.isAfter(now)) {
            throw new ValidationProblem(
                    Fault.at("/publishAt", "required", "status scheduled needs a publishAt in the future."));
        }
        return ArticleStatus.PUBLISHED;
    }

    private void backToDraft(Article article, Instant now, List<Warning> warnings) {
        if (article.archivedAt != null) {
            article.unarchive(now);
            fireChange(ArticleChange.RESTORED, false, article, now);
        }
        cancelSchedule(article, now);
        if (article.isLive()) {
            warnings.add(Warning.at(
                    "/status",
                    "still-live",
                    "Readers still see revision " + article.liveRevision + ". DELETE …/publication takes it down."));
        }
    }

    private void reschedule(Article article, @Nullable Instant at, Instant now, List<Warning> warnings) {
        if (at == null) {
            cancelSchedule(article, now);
        } else if (article.publishAt == null) {
            warnIfAhead(at, now, warnings);
        } else if (!at.equals(article.publishAt)) {
            Revision pinned = Revision.of(article.id, Objects.requireNonNull(article.publishRevision))
                    .orElseThrow();
            publish(article, pinned, at, now);
        }
    }

    private static void warnIfAhead(@Nullable Instant publishAt, Instant now, List<Warning> warnings) {
        if (publishAt != null && publishAt.isAfter(now)) {
            warnings.add(Warning.at(
                    "/publishAt", "not-scheduled", "publishAt takes effect together with status published only."));
        }
    }

    /** Whether the scheduled revision will go live under this slug. */
    public boolean isPinned(String slug, Article article) {
        return slug.equals(pinnedSlug(article));
    }

    private static @Nullable String pinnedSlug(Article article) {
        return article.publishRevision == null
                ? null
                : Revision.of(article.id, article.publishRevision)
                        .flatMap(Revision::contentIfReadable)
                        .map(Content::slug)
                        .orElse(null);
    }

    /** Releases a slug that only the schedule kept reserved. The article was never live under it. */
    private void releasePinnedSlug(Article article, @Nullable Revision instead) {
        String pinned = pinnedSlug(article);
        if (pinned != null
                && !pinned.equals(article.slug)
                && (instead == null || !pinned.equals(instead.content().slug()))) {
            slugs.release(pinned, article.id);
        }
    }

    private void cancelSchedule(Article article, Instant now) {
        releasePinnedSlug(article, null);
        if (article.unschedule(now)) {
            fireChange(ArticleChange.UNSCHEDULED, false, article, now);
        }
    }

    /** Checks publishAt against expireAt after all changes, because either may have been set by an earlier write. */
    private static void checkOrder(Article article) {
        if (article.publishAt != null && article.expireAt != null && !article.expireAt.isAfter(article.publishAt)) {
            throw new ValidationProblem(expiresBefore(article.expireAt));
        }
    }

    private static Fault expiresBefore(Instant expireAt) {
        return Fault.at(
                "/expireAt",
                "expires-before",
                "It would expire (" + Instants.text(expireAt) + ") before it is published.");
    }

    /**
     * Publishes a revision now or schedules it. The time is {@code at} or, if that is null, the revision's own
     * publishedAt.
     *
     * @throws ValidationProblem with all faults that prevent publishing
     */
    public void publish(Article article, Revision revision, @Nullable Instant at, Instant now) {
        Instant moment =
                at != null ? at : Objects.requireNonNullElse(revision.content().publishedAt(), now);
        if (moment.isBefore(now)) {
            moment = now;
        }
        checkPublishable(article, revision, moment);
        if (moment.isAfter(now)) {
            schedule(article, revision, moment, now);
        } else if (article.status(now) != ArticleStatus.PUBLISHED
                || !Integer.valueOf(revision.number()).equals(article.liveRevision)) {
            goLive(article, revision, now);
        } else {
            cancelSchedule(article, now);
        }
    }

    private void schedule(Article article, Revision revision, Instant at, Instant now) {
        if (at.equals(article.publishAt) && Integer.valueOf(revision.number()).equals(article.publishRevision)) {
            return;
        }
        releasePinnedSlug(article, revision);
        article.schedule(revision.number(), at, now);
        actionScheduled.fire(new ActionScheduled(at));
        fireChange(ArticleChange.SCHEDULED, false, article, now);
    }

    /** Publishes now, with the current time as the publication time. */
    private void goLive(Article article, Revision revision, Instant now) {
        goLive(article, revision, now, now);
    }

    /**
     * Makes the revision live immediately.
     *
     * @param at becomes {@code firstPublishedAt} of an article that was never published before; the planned time of a
     *     schedule, even if the scheduler ran late
     */
    public void goLive(Article article, Revision revision, Instant at, Instant now) {
        releasePinnedSlug(article, revision);
        Content before = corrected(article, revision.parent);
        article.publish(revision.number(), at, now);
        article.store();
        articlePublished.fire(new ArticlePublished(article, revision, before, now));
        changes.fire(ArticleChange.PUBLISHED.of(
                true, article.id, revision.number(), revision.content().slug(), now));
    }

    /** The live content, if the revision was made from it; otherwise null. */
    private static @Nullable Content corrected(Article article, @Nullable Revision parent) {
        return parent != null && Integer.valueOf(parent.number()).equals(article.liveRevision)
                ? parent.content()
                : null;
    }

    /** @param at when the revision is to go live */
    public void checkPublishable(Article article, Revision revision, Instant at) {
        List<Fault> faults = new ArrayList<>();
        Content content = revision.content();
        checkComplete(content.title(), content.body(), faults);
        if (article.expireAt != null && !article.expireAt.isAfter(at)) {
            faults.add(expiresBefore(article.expireAt));
        }
        // The working copy's own slug is claimed already.
        if (!content.slug().equals(article.slug) && !slugs.claim(content.slug(), article.id)) {
            faults.add(Fault.at("/slug", "duplicate", "The slug of this revision belongs to another article now."));
        }
        if (!faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
    }

    /** Adds a fault for a missing title or body, unless that member has a fault already. */
    public static void checkComplete(@Nullable String title, @Nullable Document body, List<Fault> faults) {
        if (title == null && hasNoFaultAt("/title", faults)) {
            faults.add(Fault.at("/title", "required", "An article needs a title to be published."));
        }
        if (body == null && hasNoFaultAt("/body", faults)) {
            faults.add(Fault.at("/body", "required", "An article needs a body to be published."));
        }
    }

    private static boolean hasNoFaultAt(String pointer, List<Fault> faults) {
        return faults.stream()
                .noneMatch(fault -> fault.pointer() != null && fault.pointer().startsWith(pointer));
    }

    public void expireAt(Article article, @Nullable Instant at, Instant now) {
        if (article.expireAt(at, now)) {
            article.store();
            expiryChanged.fire(new ExpiryChanged(article, now));
            if (at != null) {
                actionScheduled.fire(new ActionScheduled(at));
            }
            fireChange(ArticleChange.EXPIRY_SET, article.isLive(), article, now);
        }
    }

    public void unpublish(Article article, Takedown takedown, Instant now) {
        setTakedown(article, takedown, now);
        cancelSchedule(article, now);
        takeDown(article, now, ArticleChange.UNPUBLISHED);
    }

    public void expire(Article article, Instant now) {
        takeDown(article, now, ArticleChange.EXPIRED);
    }

    void archive(Article article, Instant now) {
        if (article.archivedAt == null) {
            cancelSchedule(article, now);
            article.archive(now);
            takeDown(article, now, ArticleChange.UNPUBLISHED);
            fireChange(ArticleChange.ARCHIVED, false, article, now);
        }
    }

    public void trash(Article article, Takedown takedown, Instant now) {
        setTakedown(article, takedown, now);
        if (!article.isTrashed()) {
            cancelSchedule(article, now);
            article.trash(now);
            takeDown(article, now, ArticleChange.UNPUBLISHED);
            fireChange(ArticleChange.TRASHED, false, article, now);
        }
    }

    /**
     * Stores the reason and the successor. For an article that isn't live, fires the change at once; for a live one,
     * the takedown that follows fires it.
     */
    private void setTakedown(Article article, Takedown takedown, Instant now) {
        if (article.setTakedown(takedown, now) && !article.isLive()) {
            article.store();
            fireChange(ArticleChange.UNPUBLISHED, article.firstPublishedAt != null, article, now);
        }
    }

    public void restore(Article article, Instant now) {
        article.restore(now);
        article.store();
        fireChange(ArticleChange.RESTORED, false, article, now);
    }

    public void deletePermanently(Article article, Instant now) {
        boolean known = article.firstPublishedAt != null;
        String name = known ? publicSlug(article) : article.slug;
        takeDown(article, now, ArticleChange.UNPUBLISHED);
        articleDeleted.fire(new ArticleDeleted(article, now));
        fireChange(ArticleChange.DELETED, known, article, name, now);
        article.delete();
        article.store();
    }

    private void takeDown(Article article, Instant now, ArticleChange type) {
        if (!article.isLive()) {
            article.store();
            return;
        }
        String name = publicSlug(article);
        article.withdraw(now);
        article.store();
        articleTakenDown.fire(new ArticleTakenDown(article, now));
        fireChange(type, true, article, name, now);
    }

    private void fireChange(ArticleChange type, boolean live, Article article, Instant now) {
        fireChange(type, live, article, live ? publicSlug(article) : article.slug, now);
    }

    private void fireChange(ArticleChange type, boolean live, Article article, String name, Instant now) {
        changes.fire(type.of(live, article.id, article.revision, name, now));
    }

    /**
     * The slug that readers know: that of the live copy, or of the last live copy. The working copy's slug may differ.
     */
    private String publicSlug(Article article) {
        Integer live = article.liveRevision;
        if (live == null) {
            return slugs.lastPublished(article.id).orElse(article.slug);
        }
        return live == article.revision
                ? article.slug
                : Revision.of(article.id, live)
                        .flatMap(Revision::contentIfReadable)
                        .map(Content::slug)
                        .orElse(article.slug);
    }
}
