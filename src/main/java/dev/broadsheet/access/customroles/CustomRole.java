package dev.broadsheet.access.customroles;

import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.kernel.rules.ItemRules;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A stored role. */
@Entity
@Table(name = "access_role")
class CustomRole extends PanacheEntityBase {

    @Id
    String name;

    String[] permissions;

    @Column(name = "rule_authors")
    UUID[] ruleAuthors;

    @Column(name = "rule_sections")
    UUID[] ruleSections;

    @Column(name = "rule_tags")
    UUID[] ruleTags;

    @Column(name = "rule_locales")
    String[] ruleLocales;

    @Column(name = "rule_types")
    String[] ruleTypes;

    @Column(name = "rule_own")
    boolean ruleOwn;

    /** Increased by every change; used as the ETag. */
    int version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected CustomRole() {}

    @SuppressWarnings("NullAway.Init")
    CustomRole(RoleDefinition definition, Instant now) {
        this.name = definition.name();
        this.createdAt = now;
        apply(definition, now);
    }

    void apply(RoleDefinition definition, Instant now) {
        permissions = definition.patterns().toArray(String[]::new);
        ruleAuthors = definition.rules().authors().toArray(UUID[]::new);
        ruleSections = definition.rules().sections().toArray(UUID[]::new);
        ruleTags = definition.rules().tags().toArray(UUID[]::new);
        ruleLocales = definition.rules().locales().toArray(String[]::new);
        ruleTypes = definition.rules().types().toArray(String[]::new);
        ruleOwn = definition.rules().own();
        version++;
        updatedAt = now;
    }

    RoleDefinition definition() {
        return new RoleDefinition(
                name,
                List.of(permissions),
                new ItemRules(
                        Set.of(ruleAuthors),
                        Set.of(ruleSections),
                        Set.of(ruleTags),
                        Set.of(ruleLocales),
                        Set.of(ruleTypes),
                        ruleOwn));
    }

    String etag() {
        return "\"v" + version + "\"";
    }

    static Optional<CustomRole> findForUpdate(String name) {
        return Optional.ofNullable(findById(name, LockModeType.PESSIMISTIC_WRITE));
    }

    static List<CustomRole> listByName() {
        return listAll(Sort.by("name"));
    }
}
