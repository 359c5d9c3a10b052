package dev.broadsheet.articles.shares;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Key;
import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.PublicUrl;
import dev.broadsheet.kernel.jobs.BackgroundJob;
import dev.broadsheet.kernel.jobs.SkipWithoutDatabase;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.writes.WriteResult;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes and revokes preview links. An article has at most {@link #MAX_LINKS}. */
@ApplicationScoped
class ShareService {

    static final String PREFIX = "bsp_";

    private static final int MAX_LINKS = 100;
    private static final Duration DEFAULT = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(90);

    private final ArticleRules articleRules;
    private final CurrentCaller caller;
    private final KeyHash hash;
    private final DateParser dates;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final Event<Change> changes;
    private final ObjectMapper json;

    ShareService(
            ArticleRules articleRules,
            CurrentCaller caller,
            KeyHash hash,
            DateParser dates,
            PublicUrl publicUrl,
            Clock clock,
            Event<Change> changes,
            ObjectMapper json) {
        this.articleRules = articleRules;
        this.caller = caller;
        this.hash = hash;
        this.dates = dates;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.changes = changes;
        this.json = json;
    }

    List<ShareView> list(String name) {
        return Share.listValid(articleRules.require(name).id, clock.now()).stream()
                .map(ShareView::of)
                .toList();
    }

    WriteResult create(String name, @Nullable JsonNode body) {
        Article article = articleRules.requireForUpdate(name);
        if (article.isTrashed()) {
            throw new Problem(ProblemCode.IN_TRASH, "The article is in the trash. DELETE …/trash takes it out.");
        }
        Instant now = clock.now();
        Share share = read(article, body, now);
        if (Share.listValid(article.id, now).size() >= MAX_LINKS) {
            throw new Problem(
                    ProblemCode.CONFLICT, "The article has " + MAX_LINKS + " preview links. Revoke one of them first.");
        }
        String token = Token.random(PREFIX);
        share.hash = hash.of(token);
        share.persist();
        fire(ArticleChange.SHARED, article, share);
        return WriteResult.created(
                        () -> json.valueToTree(ShareView.of(share)),
                        null,
                        "/api/articles/" + article.slug + "/shares/" + share.id)
                .withSecrets(Map.of("token", token, "url", publicUrl.of("/api/shared/" + token)));
    }

    void revoke(String name, String id) {
        Article article = articleRules.requireForUpdate(name);
        Share share = Ids.parse(id)
                .flatMap(known -> Share.findOf(article.id, known))
                .orElseThrow(() -> new NotFoundProblem("share", id));
        share.delete();
        fire(ArticleChange.UNSHARED, article, share);
    }

    private Share read(Article article, @Nullable JsonNode body, Instant now) {
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(body == null ? json.createObjectNode() : body, "", faults);
        Instant expiresAt = fields.instant("expiresAt", dates);
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            fields.fault("expiresAt", "out-of-range", "Must be in the future, at most 90 days ahead.");
        }
        Integer revision = fields.integer("revision", 1, Integer.MAX_VALUE);
        if (revision != null && Revision.of(article.id, revision).isEmpty()) {
            fields.fault("revision", "unknown-revision", "There is no revision " + revision + " of this article.");
        }
        fields.rejectUnknown();
        ValidationProblem.throwIfAny(faults);
        if (revision != null) {
            articleRules.checkRevision(article, revision);
        }
        Key key = caller.require();
        return new Share(
                article.id, revision, new byte[0], key, now, expiresAt == null ? now.plus(DEFAULT) : expiresAt);
    }

    private void fire(ArticleChange type, Article article, Share share) {
        changes.fire(type.of(false, article.id, article.revision, article.slug, clock.now())
                .withDetail(share.id.toString()));
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWithoutDatabase.class)
    @BackgroundJob
    @Transactional
    void deleteExpired() {
        Share.deleteExpired(clock.now());
    }
}
