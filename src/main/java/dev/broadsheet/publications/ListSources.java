package dev.broadsheet.publications;

import dev.broadsheet.answers.Provenance;
import dev.broadsheet.answers.Source;
import dev.broadsheet.answers.Upcoming;
import dev.broadsheet.kernel.Keyset;
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
public class ListSources {

    private final Provenance provenance;
    private final Upcoming upcoming;

    ListSources(Provenance provenance, Upcoming upcoming) {
        this.provenance = provenance;
        this.upcoming = upcoming;
    }

    /** @param window the rows of the page, and one more if there is one */
    void note(Query query, Carried carried, Keyset sort, List<Record> window, Function<Record, LiveCopy> copies) {
        if (dependsOnMore(query)) {
            provenance.notKeepable();
            // For the purge key of lists.
            provenance.whole(Source.Whole.LISTS);
            return;
        }
        ListedPart part = ListedPart.of(query, carried, sort, window);
        provenance.listing(part.under(), part);
        names(query, carried);
        window.forEach(row -> provenance.until(expiry(row)));
        Keyset.shown(query.page(), window).forEach(row -> note(copies.apply(row)));
        if (part.whole()) {
            provenance.until(upcoming.moment());
        }
    }

    /** What looks at so many articles that any change may concern it. */
    public void noteAll(Query query, boolean relative) {
        if (relative || dependsOnMore(query)) {
            provenance.notKeepable();
        }
        noteAll();
    }

    /** For search results: the response is not kept in memory; the keys are for shared caches. */
    public void noteFound(Collection<UUID> articles, Collection<UUID> terms) {
        provenance.notKeepable();
        provenance.whole(Source.Whole.LISTS);
        articles.forEach(provenance::article);
        provenance.terms(terms);
    }

    public void noteAll() {
        provenance.whole(Source.Whole.NEWSSTAND);
        provenance.whole(Source.Whole.TERMS);
        provenance.until(upcoming.moment());
    }

    /** One article, in a list or alone. */
    void note(LiveCopy copy) {
        copy.note(provenance);
        if (copy.showsRelated()) {
            // Of those it isn't known when they cease to be live.
            provenance.until(upcoming.moment());
        }
    }

    /** The ranking counts from the moment, and words are kept up beside the requests; what the database expects, too. */
    private static boolean dependsOnMore(Query query) {
        return query.search() != null || query.at() != null || query.count() == Query.Count.ESTIMATE;
    }

    private void names(Query query, Carried carried) {
        carried.all().forEach(provenance::terms);
        provenance.terms(carried.none());
        Set<UUID> found = new java.util.HashSet<>(carried.none());
        carried.all().forEach(found::addAll);
        // An unknown name may become one, a family grow.
        if (query.terms().descendants()
                || found.size() < query.terms().terms().size()
                || !query.facets().isEmpty()) {
            provenance.whole(Source.Whole.TERMS);
        }
        // Whether another article is live.
        if (query.filters().stream().anyMatch(filter -> filter.field() == ListField.RELATED_IDS)) {
            provenance.whole(Source.Whole.NEWSSTAND);
        }
    }

    private static @Nullable Instant expiry(Record row) {
        OffsetDateTime expiry = row.indexOf(LiveColumns.EXPIRES) < 0 ? null : row.get(LiveColumns.EXPIRES);
        return expiry == null ? null : expiry.toInstant();
    }
}
