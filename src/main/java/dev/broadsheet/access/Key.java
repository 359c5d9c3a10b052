package dev.broadsheet.access;

import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The key of a request, without its token. */
@Schema(name = "Key")
public record Key(UUID id, String name, Role role, Set<Flag> flags) {

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
