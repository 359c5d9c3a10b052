package dev.broadsheet.access;

import java.util.Set;
import java.util.UUID;

/** Whose request this is. The token itself is nowhere in it. */
public record Key(UUID id, String name, Role role, Set<Flag> flags) {

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
