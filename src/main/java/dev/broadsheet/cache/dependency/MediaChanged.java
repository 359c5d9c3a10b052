package dev.broadsheet.cache.dependency;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Media got other metadata or another file, or went to the trash or came back. */
public record MediaChanged(Set<UUID> media) implements Invalidation {

    @Override
    public Set<Dependency> invalidates() {
        Set<Dependency> touched = new HashSet<>();
        media.forEach(id -> touched.add(new Dependency.Medium(id)));
        return touched;
    }

    @Override
    public Set<Dependency> mayInvalidate() {
        return Set.of();
    }
}
