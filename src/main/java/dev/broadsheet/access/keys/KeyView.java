package dev.broadsheet.access.keys;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.access.rules.RulesView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as the API returns it, without its token. Sending it back changes nothing. */
@Schema(name = "StoredKey", description = "A key, without its token.")
record KeyView(
        UUID id,
        String name,
        @Schema(examples = "editor") String role,

        @Schema(description = "What the key may do: of its role, without what is taken away from it.")
        Set<Permission> permissions,

        RulesView rules,
        Set<Flag> flags,

        @Schema(
                description = "The IP addresses and CIDR ranges that the key may be used from. Empty: all.",
                examples = "[\"203.0.113.0/24\"]")
        List<String> ips,

        @Schema(description = "Requests a minute; null: the rate of the server's settings.") @Nullable
        Integer rate,

        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,

        @Schema(description = "Until when the token before the last rotation is valid.") @Nullable
        Instant rotatedUntil,

        Instant createdAt,

        @Schema(description = "The key that made it; null: the command line or the environment.") @Nullable
        UUID createdBy,

        @Schema(description = "Written at most once a minute.") @Nullable
        Instant lastUsedAt) {

    /** @param slugs of the terms in its rules */
    static KeyView of(AccessKey key, RoleDefinition role, Map<UUID, String> slugs) {
        return new KeyView(
                key.id,
                key.name,
                key.role,
                key.edit(role).granted(),
                RulesView.of(key.rules(), slugs),
                key.flags(),
                List.of(key.ips),
                key.rate,
                key.expiresAt,
                key.revokedAt,
                key.formerUntil,
                key.createdAt,
                key.createdBy,
                key.lastUsedAt);
    }

    /** The OpenAPI schema of the response that contains the token. */
    @Schema(name = "IssuedKey", description = "A key with its token.", allOf = KeyView.class)
    record Issued(
            @Schema(
                    description = "The token. Shown once: null in the response to a repeat and to a dry run.",
                    examples = "bs_0AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aBcDeF")
            @Nullable
            String key) {}
}
