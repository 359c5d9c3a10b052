package dev.broadsheet.access.roles;

import static dev.broadsheet.access.roles.AccessRoleTable.ACCESS_ROLE;

import dev.broadsheet.kernel.rules.ItemRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Finds roles: the built-in ones without a statement, the others in the table {@code access_role}. */
@ApplicationScoped
public class Roles {

    private final DSLContext sql;

    Roles(DSLContext sql) {
        this.sql = sql;
    }

    public Optional<RoleDefinition> find(String name) {
        return Role.of(name)
                .map(Role::definition)
                .or(() -> sql.selectFrom(ACCESS_ROLE)
                        .where(ACCESS_ROLE.NAME.eq(name))
                        .fetchOptional()
                        .map(Roles::definition));
    }

    private static RoleDefinition definition(Record row) {
        return new RoleDefinition(
                row.get(ACCESS_ROLE.NAME),
                java.util.List.of(row.get(ACCESS_ROLE.PERMISSIONS)),
                new ItemRules(
                        Set.of(row.get(ACCESS_ROLE.RULE_AUTHORS)),
                        Set.of(row.get(ACCESS_ROLE.RULE_SECTIONS)),
                        Set.of(row.get(ACCESS_ROLE.RULE_TAGS)),
                        Set.of(row.get(ACCESS_ROLE.RULE_LOCALES)),
                        Set.of(row.get(ACCESS_ROLE.RULE_TYPES)),
                        row.get(ACCESS_ROLE.RULE_OWN)));
    }
}
