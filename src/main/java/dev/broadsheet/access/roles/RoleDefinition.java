package dev.broadsheet.access.roles;

import dev.broadsheet.kernel.rules.ItemRules;
import java.util.List;
import java.util.Set;

/**
 * What a role grants.
 *
 * @param patterns the permissions as they were written
 */
public record RoleDefinition(String name, List<String> patterns, ItemRules rules) {

    public Set<Permission> permissions() {
        return PermissionPatterns.resolve(patterns);
    }
}
