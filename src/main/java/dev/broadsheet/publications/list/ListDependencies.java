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

/** Records the cache dependencies of lists: which changes make a cached response stale. */
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
            // Gives the response the purge key of lists, and those of its images, whose licences may end.
            recorder.global(Dependency.Global.ALL_LISTS);
            Keyset.trimmed(query.page(), window).forEach(row -> noteImages(copies.apply(row)));
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

    /**
     * For a response that reads so many articles that any change may affect it.
     *
     * @param relative whether the query has dates relative to now
     */
    public void noteAll(Query query, boolean relative) {
        if (relative || dependsOnMore(query)) {
            recorder.notCacheable();
        }
        noteAll();
    }

    /** For search results. The response isn't cached here; the recorded ids become purge keys for shared caches. */
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

    /** Records the images of an article in a response that depends on all articles. */
    public void noteImages(LiveCopy copy) {
        copy.noteImages(recorder);
    }

    /** Records one shown article, in a list or alone. */
    public void note(LiveCopy copy) {
        copy.note(recorder);
        if (copy.showsRelated()) {
            // The expiry of related articles isn't known here, so the response expires at the next scheduled change.
            recorder.expiresAt(nextChange.moment());
        }
    }

    /**
     * Whether the response depends on more than articles and terms. Search rankings depend on the current time, and the
     * search index is updated outside of requests. Estimates depend on the planner's statistics. Lists of the past need
     * a key, and requests with a key are never cached.
     */
    private static boolean dependsOnMore(Query query) {
        return query.search() != null || query.at() != null || query.count() == Query.Count.ESTIMATE;
    }

    private void names(Query query, ResolvedTerms resolvedTerms) {
        resolvedTerms.groups().forEach(recorder::filterTerms);
        recorder.filterTerms(resolvedTerms.excluded());
        Set<UUID> found = new java.util.HashSet<>(resolvedTerms.excluded());
        resolvedTerms.groups().forEach(found::addAll);
        // A name that wasn't found may be created, a hierarchy may get new descendants, and facets show names of terms.
        if (query.terms().descendants()
                || found.size() < query.terms().terms().size()
                || !query.facets().isEmpty()) {
            recorder.global(Dependency.Global.ALL_TERMS);
        }
        // The filter depends on whether the related articles are live.
        if (query.filters().stream().anyMatch(filter -> filter.field() == ListField.RELATED_IDS)) {
            recorder.global(Dependency.Global.ALL_ARTICLES);
        }
    }

    private static @Nullable Instant expiry(Record row) {
        OffsetDateTime expiry = row.indexOf(LiveColumns.EXPIRES) < 0 ? null : row.get(LiveColumns.EXPIRES);
        return expiry == null ? null : expiry.toInstant();
    }
}
