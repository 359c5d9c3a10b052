package dev.broadsheet.access;

import dev.broadsheet.kernel.request.PublicRead;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;

/** Which requests need a key whatever they ask for: all but GET, HEAD and OPTIONS, and those to a {@link PublicRead}. */
public final class KeyRequirement {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private KeyRequirement() {}

    public static boolean appliesTo(String method, ResourceInfo endpoint) {
        return !SAFE.contains(method)
                && !endpoint.getResourceMethod().isAnnotationPresent(PublicRead.class)
                && !endpoint.getResourceClass().isAnnotationPresent(PublicRead.class);
    }
}
