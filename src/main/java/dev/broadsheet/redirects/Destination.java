package dev.broadsheet.redirects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirect leads: an article, a place on the site, a URL elsewhere, or nowhere any more.
 *
 * @param target as it is answered; null for an article, and for nowhere
 * @param place the target in its normal form, if it is on the site
 */
record Destination(
        @Nullable String target,
        @Nullable SitePath place,
        @Nullable UUID article) {

    static final Destination NOWHERE = new Destination(null, null, null);

    static Destination article(UUID id) {
        return new Destination(null, null, id);
    }
}
