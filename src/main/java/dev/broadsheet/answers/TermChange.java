package dev.broadsheet.answers;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Terms were made, renamed, merged or removed. Fired in the transaction that makes it so. */
public record TermChange(Set<UUID> terms) implements Alteration {

    @Override
    public Set<Source> touches() {
        Set<Source> touched = new HashSet<>();
        touched.add(Source.Whole.TERMS);
        terms.forEach(term -> touched.add(new Source.Term(term)));
        return touched;
    }

    @Override
    public Set<Source> mayTouch() {
        return Set.of();
    }
}
