package dev.broadsheet.access.customroles;

import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.access.rules.RulesView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A role as the API returns it. Sending it back changes nothing. */
@Schema(name = "Role", description = "A role of keys.")
record RoleView(
        @Schema(examples = "desk") String name,

        @Schema(description = "As they were written.", examples = "[\"articles.*\", \"-articles.delete\"]")
        List<String> permissions,

        @Schema(description = "The permissions that these grant.")
        Set<Permission> granted,

        RulesView rules,

        @Schema(description = "Whether it is part of Broadsheet and can't be changed.")
        boolean builtIn) {

    static RoleView of(RoleDefinition role, boolean builtIn, Map<UUID, String> slugs) {
        return new RoleView(
                role.name(), role.patterns(), role.permissions(), RulesView.of(role.rules(), slugs), builtIn);
    }

    /** All roles. */
    @Schema(name = "Roles", description = "All roles: the built-in ones, then the others by name.")
    record All(List<RoleView> data) {}

    /** The OpenAPI schema of a request. */
    @Schema(name = "RoleEdit", description = "A role in a request.")
    record Sent(
            @Schema(
                    description = "Small letters, digits and hyphens. Only when it is created.",
                    pattern = "^[a-z][a-z0-9-]{0,49}$",
                    examples = "desk")
            @Nullable
            String name,

            @Schema(
                    description =
                            "Names of permissions, articles.* for all of a subject, * for all, - in front to take away.",
                    examples = "[\"articles.*\", \"-articles.delete\"]",
                    maxItems = 100)
            List<String> permissions,

            @Nullable RulesView rules) {}
}
