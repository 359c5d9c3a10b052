package dev.broadsheet.access.keys;

import static dev.broadsheet.access.keys.AccessKeyTable.ACCESS_KEY;

import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.access.roles.Roles;
import dev.broadsheet.access.rules.RuleTerms;
import dev.broadsheet.access.rules.RulesView;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.kernel.rules.ItemRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;

/** Reads keys for the API. Three statements a page, and one for each role that isn't built in. */
@ApplicationScoped
class KeyQueries {

    private final DSLContext sql;
    private final Roles roles;
    private final RuleTerms terms;

    KeyQueries(DSLContext sql, Roles roles, RuleTerms terms) {
        this.sql = sql;
        this.roles = roles;
        this.terms = terms;
    }

    /** Newest first: ids grow with time. */
    Page<KeyView> page(boolean revoked, PageRequest request) {
        Condition wanted = revoked ? ACCESS_KEY.REVOKED_AT.isNotNull() : ACCESS_KEY.REVOKED_AT.isNull();
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(ACCESS_KEY.ID, true, UUID::toString, UUID::fromString)), "keys " + revoked);
        Long total = request.countTotal() ? Long.valueOf(sql.fetchCount(ACCESS_KEY, wanted)) : null;
        Page<UUID> ids =
                sort.page(request, sql.select(ACCESS_KEY.ID).from(ACCESS_KEY).where(wanted), total, Record1::value1);
        Map<UUID, AccessKey> keys = AccessKey.<AccessKey>list("id in ?1", ids.data()).stream()
                .collect(Collectors.toMap(key -> key.id, Function.identity()));
        Map<UUID, String> slugs = slugs(keys.values());
        Map<String, RoleDefinition> definitions = new HashMap<>();
        return new Page<>(
                ids.data().stream()
                        .map(id -> view(Objects.requireNonNull(keys.get(id)), definitions, slugs))
                        .toList(),
                ids.page());
    }

    KeyView view(AccessKey key) {
        return view(key, new HashMap<>(), slugs(List.of(key)));
    }

    /** @param known definitions of roles that have been read */
    private KeyView view(AccessKey key, Map<String, RoleDefinition> known, Map<UUID, String> slugs) {
        return KeyView.of(key, known.computeIfAbsent(key.role, this::role), slugs);
    }

    /** A role that this release doesn't know grants nothing. */
    RoleDefinition role(String name) {
        return roles.find(name).orElseGet(() -> new RoleDefinition(name, List.of(), ItemRules.NONE));
    }

    private Map<UUID, String> slugs(Collection<AccessKey> keys) {
        Collection<UUID> ids =
                RulesView.terms(keys.stream().map(AccessKey::rules).toList());
        return ids.isEmpty() ? Map.of() : terms.slugs(ids);
    }
}
