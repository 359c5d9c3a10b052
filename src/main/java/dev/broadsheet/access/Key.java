package dev.broadsheet.access;

import dev.broadsheet.access.roles.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The key of a request, without its token.
 *
 * @param permissions those of the role, without what is taken away from the key or from the keys it was made with
 * @param ips the addresses and ranges that it may be used from; empty for all
 * @param rate requests a minute; null for the rate of the settings
 */
@Schema(name = "Key")
public record Key(
        UUID id,
        String name,
        @Schema(examples = "editor") String role,

        @Schema(description = "Of the role, without what is taken away from the key or from the keys it was made with.")
        Set<Permission> permissions,

        Set<Flag> flags,

        @Schema(
                description = "The IP addresses and CIDR ranges that the key may be used from. Empty: all.",
                examples = "[\"203.0.113.0/24\"]")
        List<String> ips,

        @Schema(description = "Requests a minute; null: the rate of the server's settings.") @Nullable
        Integer rate,

        @Nullable Instant expiresAt) {

    public boolean has(Permission permission) {
        return permissions.contains(permission);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
