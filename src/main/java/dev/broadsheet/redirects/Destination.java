package dev.broadsheet.redirects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The target of a redirect: an article, a path on the site, an external URL, or nothing (410).
 *
 * @param target as the API returns it; null for an article and for 410
 * @param place the normalized target if it is on the site
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
