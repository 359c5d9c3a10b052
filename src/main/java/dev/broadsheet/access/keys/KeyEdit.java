package dev.broadsheet.access.keys;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.roles.PermissionPatterns;
import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.access.rules.RulesView;
import dev.broadsheet.kernel.rules.ItemRules;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The members of a key that can be set.
 *
 * @param permissions narrows the role; null for all of it
 */
record KeyEdit(
        String name,
        RoleDefinition role,
        @Nullable List<String> permissions,
        Set<Flag> flags,
        List<String> ips,
        @Nullable Integer rate,
        @Nullable Instant expiresAt,
        ItemRules rules) {

    /** What the key may do, unless those that made it may do less. */
    Set<Permission> granted() {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        granted.addAll(role.permissions());
        if (permissions != null) {
            granted.retainAll(PermissionPatterns.resolve(permissions));
        }
        return granted;
    }

    /** The OpenAPI schema of the JSON that {@link KeyReader} reads. */
    @Schema(name = "KeyEdit", description = "A key in a request.")
    record Sent(
            @Schema(maxLength = 200, examples = "newsroom script")
            String name,

            @Schema(
                    description = "reader, contributor, author, editor, admin, or one of /api/roles.",
                    examples = "editor")
            String role,

            @Schema(
                    description =
                            "Narrows the role: names of permissions, articles.* for all of a subject, - in front to take away. Absent: all of the role.",
                    examples = "[\"*\", \"-articles.delete\"]",
                    maxItems = 100)
            @Nullable
            List<String> permissions,

            @Nullable RulesView rules,

            @Schema(maxItems = 100) @Nullable Set<Flag> flags,

            @Schema(
                    description =
                            "The IP addresses and CIDR ranges that the key may be used from. Absent or empty: all.",
                    examples = "[\"203.0.113.0/24\"]",
                    maxItems = 100)
            @Nullable
            List<String> ips,

            @Schema(
                    description = "Requests a minute. Absent: the rate of the server's settings.",
                    minimum = "1",
                    maximum = "1000000")
            @Nullable
            Integer rate,

            @Schema(description = "In the future.") @Nullable
            Instant expiresAt) {}

    /** The OpenAPI schema of the body of a rotation. */
    @Schema(name = "KeyRotation", description = "How to rotate a key.")
    record Rotation(
            @Schema(
                    description = "How many hours the present token stays valid.",
                    minimum = "0",
                    maximum = "720",
                    defaultValue = "24")
            @Nullable
            Integer overlapHours) {}
}
