package dev.broadsheet.answers;

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
public class Provenance {

    private final Set<Source> sources = new HashSet<>();
    private final Set<UUID> terms = new HashSet<>();
    private final List<Listing> listings = new ArrayList<>();
    private @Nullable Instant until;
    private boolean keepable = true;

    public void article(UUID id) {
        sources.add(new Source.Article(id));
    }

    public void term(UUID id) {
        // Most terms of a page are told again and again.
        if (terms.add(id)) {
            sources.add(new Source.Term(id));
        }
    }

    public void terms(Collection<UUID> ids) {
        ids.forEach(this::term);
    }

    public void name(String name) {
        sources.add(new Source.Name(name));
    }

    public void whole(Source.Whole whole) {
        sources.add(whole);
    }

    /** @param under terms of which every article in the list carries one; empty if there are none such */
    public void listing(Collection<UUID> under, Listing listing) {
        if (under.isEmpty()) {
            sources.add(Source.Whole.LISTS);
        }
        under.forEach(term -> sources.add(new Source.Under(term)));
        listings.add(listing);
    }

    /** From then on it is another answer, without any change. */
    public void until(@Nullable Instant moment) {
        if (moment != null && (until == null || moment.isBefore(until))) {
            until = moment;
        }
    }

    /** It depends on the moment, or on too much to be told. */
    public void notKeepable() {
        keepable = false;
    }

    /** Empty if it can't be kept. */
    Origin origin() {
        // Not a copy: a page has some hundred sources, and the request is over.
        return new Origin(
                Collections.unmodifiableSet(sources), List.copyOf(listings), until, keepable && !sources.isEmpty());
    }
}
