package dev.broadsheet.articles.locks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.access.Key;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.articles.ArticlePreconditions;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.writes.WriteResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Acquires and releases the lock of an article. At most one API key holds it, until it expires, and only that key may
 * write meanwhile. The lock doesn't stop scheduled publications and expiries.
 */
@ApplicationScoped
class LockService {

    private final ArticleRules articleRules;
    private final CurrentCaller caller;
    private final ArticlePreconditions preconditions;
    private final Clock clock;
    private final Event<Change> changes;
    private final ObjectMapper json;

    LockService(
            ArticleRules articleRules,
            CurrentCaller caller,
            ArticlePreconditions preconditions,
            Clock clock,
            Event<Change> changes,
            ObjectMapper json) {
        this.articleRules = articleRules;
        this.caller = caller;
        this.preconditions = preconditions;
        this.clock = clock;
        this.changes = changes;
        this.json = json;
    }

    ArticleLock get(String name) {
        Article article = articleRules.require(name);
        return ArticleLock.of(article, caller.require().id(), clock.now());
    }

    /**
     * Acquires or extends the lock. Takes over another key's lock only on request, with the flag {@code lock-takeover}.
     */
    WriteResult acquire(String name, Duration ttl, boolean takeOver) {
        Key key = caller.require();
        Article article = articleRules.requireForUpdate(name);
        preconditions.check(article);
        Instant now = clock.now();
        boolean theirs = article.isLockedAgainst(key.id(), now);
        if (theirs && !takeOver) {
            throw ArticleLock.refusal(article);
        }
        if (theirs) {
            requireTakeOverFlag(key);
            fireChange(ArticleChange.LOCK_TAKEN_OVER, article, now, "from " + article.lockActor);
        } else if (!article.isLocked(now)) {
            fireChange(ArticleChange.LOCKED, article, now, null);
        }
        article.lock(key.id(), key.name(), now.plus(ttl), now);
        return response(article, key, now);
    }

    /** Releases the lock. Idempotent. */
    WriteResult release(String name, boolean takeOver) {
        Key key = caller.require();
        Article article = articleRules.requireForUpdate(name);
        preconditions.check(article);
        Instant now = clock.now();
        String note = null;
        if (article.isLockedAgainst(key.id(), now)) {
            if (!takeOver) {
                throw ArticleLock.refusal(article);
            }
            requireTakeOverFlag(key);
            note = "of " + article.lockActor;
        }
        if (article.isLocked(now)) {
            fireChange(ArticleChange.UNLOCKED, article, now, note);
        }
        article.unlock();
        return WriteResult.updatedWithoutBody(() -> tree(article, key, now), article.etag());
    }

    private WriteResult response(Article article, Key key, Instant now) {
        return WriteResult.updated(() -> tree(article, key, now), article.etag());
    }

    private ObjectNode tree(Article article, Key key, Instant now) {
        return json.valueToTree(ArticleLock.of(article, key.id(), now));
    }

    private static void requireTakeOverFlag(Key key) {
        if (!key.has(Flag.LOCK_TAKEOVER)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Taking over a lock needs a key with the flag lock-takeover.");
        }
    }

    private void fireChange(ArticleChange type, Article article, Instant now, @Nullable String note) {
        Change change = type.of(false, article.id, article.revision, article.slug, now);
        changes.fire(note == null ? change : change.withDetail(note));
    }
}
