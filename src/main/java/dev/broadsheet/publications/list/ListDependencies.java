package dev.broadsheet.publications.list;

import dev.broadsheet.cache.NextScheduledChange;
import dev.broadsheet.cache.dependency.Dependency;
import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.publications.LiveColumns;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.list.sql.ResolvedTerms;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Notes where a list comes from: what changes would make another answer of it. */
@ApplicationScoped
public class ListDependencies {

    private final DependencyRecorder recorder;
    private final NextScheduledChange nextChange;

    ListDependencies(DependencyRecorder recorder, NextScheduledChange nextChange) {
        this.recorder = recorder;
        this.nextChange = nextChange;
    }

    /** @param window the rows of the page, and one more if there is one */
    void note(
            Query query,
            ResolvedTerms resolvedTerms,
            Keyset sort,
            List<Record> window,
            Function<Record, LiveCopy> copies) {
        if (dependsOnMore(query)) {
            recorder.notCacheable();
            // For the purge key of lists.
            recorder.global(Dependency.Global.ALL_LISTS);
            return;
        }
        ListPageDependency dependency = ListPageDependency.of(query, resolvedTerms, sort, window);
        recorder.list(dependency.smallestTermGroup(), dependency);
        names(query, resolvedTerms);
        window.forEach(row -> recorder.expiresAt(expiry(row)));
        Keyset.trimmed(query.page(), window).forEach(row -> note(copies.apply(row)));
        if (dependency.wholeList()) {
            recorder.expiresAt(nextChange.moment());
        }
    }

    /** What looks at so many articles that any change may concern it. */
    public void noteAll(Query query, boolean relative) {
        if (relative || dependsOnMore(query)) {
            recorder.notCacheable();
        }
        noteAll();
    }

    /** For search results: the response is not kept in memory; the keys are for shared caches. */
    public void noteFound(Collection<UUID> articles, Collection<UUID> terms) {
        recorder.notCacheable();
        recorder.global(Dependency.Global.ALL_LISTS);
        articles.forEach(recorder::article);
        recorder.terms(terms);
    }

    public void noteAll() {
        recorder.global(Dependency.Global.ALL_ARTICLES);
        recorder.global(Dependency.Global.ALL_TERMS);
        recorder.expiresAt(nextChange.moment());
    }

    /** One article, in a list or alone. */
    public void note(LiveCopy copy) {
        copy.note(recorder);
        if (copy.showsRelated()) {
            // Of those it isn't known when they cease to be live.
            recorder.expiresAt(nextChange.moment());
        }
    }

    /** The ranking counts from the moment, and words are kept up beside the requests; what the database expects, too. */
    private static boolean dependsOnMore(Query query) {
        return query.search() != null || query.at() != null || query.count() == Query.Count.ESTIMATE;
    }

    private void names(Query query, ResolvedTerms resolvedTerms) {
        resolvedTerms.groups().forEach(recorder::terms);
        recorder.terms(resolvedTerms.excluded());
        Set<UUID> found = new java.util.HashSet<>(resolvedTerms.excluded());
        resolvedTerms.groups().forEach(found::addAll);
        // An unknown name may become one, a family grow.
        if (query.terms().descendants()
                || found.size() < query.terms().terms().size()
                || !query.facets().isEmpty()) {
            recorder.global(Dependency.Global.ALL_TERMS);
        }
        // Whether another article is live.
        if (query.filters().stream().anyMatch(filter -> filter.field() == ListField.RELATED_IDS)) {
            recorder.global(Dependency.Global.ALL_ARTICLES);
        }
    }

    private static @Nullable Instant expiry(Record row) {
        OffsetDateTime expiry = row.indexOf(LiveColumns.EXPIRES) < 0 ? null : row.get(LiveColumns.EXPIRES);
        return expiry == null ? null : expiry.toInstant();
    }
}
