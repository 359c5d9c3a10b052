package dev.broadsheet.cache.dependency;

import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records the dependencies of a response while it is built. A change to anything that isn't recorded here never
 * invalidates the response.
 */
@RequestScoped
public class DependencyRecorder {

    private final Set<Dependency> entries = new HashSet<>();
    private final Set<UUID> terms = new HashSet<>();
    private final List<ListDependency> lists = new ArrayList<>();
    private @Nullable Instant expiresAt;
    private boolean cacheable = true;

    public void article(UUID id) {
        entries.add(new Dependency.Article(id));
    }

    public void term(UUID id) {
        // Most terms of a page are recorded many times; this avoids a new Dependency.Term for each.
        if (terms.add(id)) {
            entries.add(new Dependency.Term(id));
        }
    }

    public void terms(Collection<UUID> ids) {
        ids.forEach(this::term);
    }

    /** Terms that a list is filtered by. */
    public void filterTerms(Collection<UUID> ids) {
        ids.forEach(id -> entries.add(new Dependency.FilterTerm(id)));
    }

    public void medium(UUID id) {
        entries.add(new Dependency.Medium(id));
    }

    public void name(String name) {
        entries.add(new Dependency.Name(name));
    }

    public void global(Dependency.Global whole) {
        entries.add(whole);
    }

    /**
     * @param under terms of which every article in the list has at least one; empty if the list isn't restricted to
     *     terms
     */
    public void list(Collection<UUID> under, ListDependency listing) {
        if (under.isEmpty()) {
            entries.add(Dependency.Global.ALL_LISTS);
        }
        under.forEach(term -> entries.add(new Dependency.TermLists(term)));
        lists.add(listing);
    }

    /** Records a moment at which the response becomes outdated without a change; the earliest one counts. */
    public void expiresAt(@Nullable Instant moment) {
        if (moment != null && (expiresAt == null || moment.isBefore(expiresAt))) {
            expiresAt = moment;
        }
    }

    /** Call it if the response depends on the current time, or on too much to record. */
    public void notCacheable() {
        cacheable = false;
    }

    /** Not cacheable if nothing was recorded. */
    public Dependencies dependencies() {
        // No copy: a page has some hundred dependencies, and the request is over.
        return new Dependencies(
                Collections.unmodifiableSet(entries), List.copyOf(lists), expiresAt, cacheable && !entries.isEmpty());
    }
}
