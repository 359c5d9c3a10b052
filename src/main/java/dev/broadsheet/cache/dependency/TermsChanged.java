package dev.broadsheet.cache.dependency;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Terms were created, renamed, merged or deleted. Fired inside the transaction that does it. */
public record TermsChanged(Set<UUID> terms) implements Invalidation {

    @Override
    public Set<Dependency> invalidates() {
        Set<Dependency> touched = new HashSet<>();
        touched.add(Dependency.Global.ALL_TERMS);
        terms.forEach(term -> {
            touched.add(new Dependency.Term(term));
            touched.add(new Dependency.FilterTerm(term));
        });
        return touched;
    }

    @Override
    public Set<Dependency> mayInvalidate() {
        return Set.of();
    }
}
