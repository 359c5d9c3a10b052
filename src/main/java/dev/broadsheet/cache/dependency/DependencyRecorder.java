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

/** Where an answer comes from, noted while it is made. What isn't noted here, no change will ever drop. */
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
        // Most terms of a page are told again and again.
        if (terms.add(id)) {
            entries.add(new Dependency.Term(id));
        }
    }

    public void terms(Collection<UUID> ids) {
        ids.forEach(this::term);
    }

    public void name(String name) {
        entries.add(new Dependency.Name(name));
    }

    public void global(Dependency.Global whole) {
        entries.add(whole);
    }

    /** @param under terms of which every article in the list carries one; empty if there are none such */
    public void list(Collection<UUID> under, ListDependency listing) {
        if (under.isEmpty()) {
            entries.add(Dependency.Global.ALL_LISTS);
        }
        under.forEach(term -> entries.add(new Dependency.TermLists(term)));
        lists.add(listing);
    }

    /** From then on it is another answer, without any change. */
    public void expiresAt(@Nullable Instant moment) {
        if (moment != null && (expiresAt == null || moment.isBefore(expiresAt))) {
            expiresAt = moment;
        }
    }

    /** It depends on the moment, or on too much to be told. */
    public void notCacheable() {
        cacheable = false;
    }

    /** Empty if it can't be kept. */
    public Dependencies dependencies() {
        // Not a copy: a page has some hundred sources, and the request is over.
        return new Dependencies(
                Collections.unmodifiableSet(entries), List.copyOf(lists), expiresAt, cacheable && !entries.isEmpty());
    }
}
