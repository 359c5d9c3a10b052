package dev.broadsheet.access;

import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.rules.ItemRules;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key of a request, without its token.
 *
 * @param permissions those of the role, without what is taken away from the key or from the keys it was made with
 * @param ips the addresses and ranges that it may be used from; empty for all
 * @param rate requests a minute; null for the rate of the settings
 * @param rules its own, those of its role, and those of the keys it was made with; each must hold
 */
public record Key(
        UUID id,
        String name,
        String role,
        Set<Permission> permissions,
        Set<Flag> flags,
        List<String> ips,
        @Nullable Integer rate,
        @Nullable Instant expiresAt,
        List<ItemRules> rules) {

    public boolean has(Permission permission) {
        return permissions.contains(permission);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
