package dev.broadsheet.answers;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from.
 *
 * @param until when it ceases to be the answer without any change
 * @param keepable whether changes tell when it is outdated
 */
record Origin(
        Set<Source> sources,
        List<Listing> listings,
        @Nullable Instant until,
        boolean keepable) {

    boolean isAlteredBy(Alteration alteration) {
        if (alteration.touches().stream().anyMatch(sources::contains)) {
            return true;
        }
        return alteration instanceof LiveChange change
                && change.mayTouch().stream().anyMatch(sources::contains)
                && isListed(change);
    }

    /** Of one that was made from a list that the change may touch. */
    boolean isListed(LiveChange change) {
        return listings.stream().anyMatch(listing -> listing.isAlteredBy(change));
    }
}
