package dev.broadsheet.publications;

import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.cache.NextScheduledChange;
import dev.broadsheet.cache.ResponseCache;
import dev.broadsheet.cache.dependency.Invalidation;
import dev.broadsheet.cache.dependency.MediaChanged;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import dev.broadsheet.cache.dependency.TermsChanged;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.events.LocalNode;
import dev.broadsheet.kernel.events.LoggedChange;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Invalidates cached responses after changes on other nodes. The states of an article before and after a change are
 * read from its periods, so the change log needn't contain them.
 */
@ApplicationScoped
class RemoteInvalidation implements ChangeFeed.Listener {

    /** The last state of an article, and all its states that ended at or after a moment. */
    private static final String STATES = """
            select p.*, array(%s) as terms
            from publication_period p
            where p.article_id = any(?::uuid[]) and (
                p.live_until is null or p.live_until >= ?::timestamptz
                or p.id = (select max(l.id) from publication_period l where l.article_id = p.article_id))
            """.formatted(Terms.currentIds("p.tag_ids || p.author_ids || p.section_id"));

    private final ResponseCache cache;
    private final NextScheduledChange nextChange;
    private final Clock clock;
    private final LocalNode node;
    private final Terms terms;
    private final DSLContext sql;

    RemoteInvalidation(
            ResponseCache cache,
            NextScheduledChange nextChange,
            Clock clock,
            LocalNode node,
            Terms terms,
            DSLContext sql) {
        this.cache = cache;
        this.nextChange = nextChange;
        this.clock = clock;
        this.node = node;
        this.terms = terms;
        this.sql = sql;
    }

    @Override
    public void onChanges(List<LoggedChange> changes) {
        if (changes.stream().anyMatch(change -> !node.isOwn(change) && isPlan(change))) {
            // The time of the change is unknown here. Until the next poll of the schedule reads it, assume now.
            nextChange.add(clock.now());
        }
        if (!cache.isEnabled()) {
            return;
        }
        List<LoggedChange> others = changes.stream()
                .filter(change -> !node.isOwn(change) && concernsReaders(change))
                .toList();
        List<Invalidation> invalidations = new ArrayList<>();
        terms(others, invalidations);
        media(others, invalidations);
        boolean known = articles(others, invalidations);
        cache.invalidate(invalidations);
        if (!known) {
            cache.invalidateAll();
        }
    }

    @Override
    public void onConnectionLost(String reason) {}

    @Override
    public void onChangesMissed() {
        cache.invalidateAll();
    }

    @Override
    public void onCaughtUp() {}

    private static boolean isPlan(LoggedChange change) {
        return change.is(ArticleChange.SCHEDULED) || change.is(ArticleChange.EXPIRY_SET);
    }

    /** A changed expiry doesn't change the article yet, but cached responses are kept until its former expiry. */
    private static boolean concernsReaders(LoggedChange change) {
        return change.live() || change.is(ArticleChange.EXPIRY_SET);
    }

    private static void media(List<LoggedChange> others, List<Invalidation> invalidations) {
        Set<UUID> changed = ids(others, "media");
        if (!changed.isEmpty()) {
            invalidations.add(new MediaChanged(changed));
        }
    }

    private static Set<UUID> ids(List<LoggedChange> changes, String subject) {
        return changes.stream()
                .map(change -> change.idOf(subject))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void terms(List<LoggedChange> others, List<Invalidation> invalidations) {
        Set<UUID> changed = ids(others, "term");
        if (!changed.isEmpty()) {
            terms.formerIds(Set.copyOf(changed)).values().forEach(changed::addAll);
            invalidations.add(new TermsChanged(changed));
        }
    }

    /** False if the former state of an article is unknown because it was deleted permanently. */
    private boolean articles(List<LoggedChange> others, List<Invalidation> invalidations) {
        Set<UUID> articles = new HashSet<>();
        Instant since = Instant.MAX;
        for (LoggedChange change : others) {
            UUID article = change.idOf("article");
            if (article != null) {
                articles.add(article);
                since = change.at().isBefore(since) ? change.at() : since;
            }
        }
        if (articles.isEmpty()) {
            return true;
        }
        Result<Record> states = sql.fetch(STATES, articles.toArray(UUID[]::new), since.atOffset(ZoneOffset.UTC));
        Set<UUID> found = new HashSet<>();
        for (Record state : states) {
            found.add(state.get("article_id", UUID.class));
            invalidations.add(new PublishedArticleChanged(
                    state.get("article_id", UUID.class), PublishedSnapshotReader.of(state), null));
        }
        return found.containsAll(articles);
    }
}
