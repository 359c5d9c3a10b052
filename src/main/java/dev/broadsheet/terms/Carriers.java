package dev.broadsheet.terms;

import dev.broadsheet.answers.Copy;
import dev.broadsheet.answers.Listing;
import dev.broadsheet.answers.LiveChange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How many live articles carry a term: one that carries it before and after a change is no news. */
record Carriers(UUID term) implements Listing {

    @Override
    public boolean isAlteredBy(LiveChange change) {
        return carries(change.before()) != carries(change.after());
    }

    private boolean carries(@Nullable Copy copy) {
        return copy != null && copy.terms().contains(term);
    }
}
