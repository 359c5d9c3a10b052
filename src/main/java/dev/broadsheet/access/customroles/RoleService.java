package dev.broadsheet.access.customroles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.access.keys.AccessKey;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.roles.PermissionPatterns;
import dev.broadsheet.access.roles.Role;
import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.access.rules.RuleTerms;
import dev.broadsheet.access.rules.RulesReader;
import dev.broadsheet.access.rules.RulesView;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.rules.ItemRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes roles. The built-in ones can't be changed. A caller can't put more into a role than it has itself. A
 * changed role changes all its keys, within a second on every node.
 */
@ApplicationScoped
class RoleService {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");

    private final RulesReader rulesReader;
    private final RuleTerms terms;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final Clock clock;
    private final Event<Change> changes;
    private final ObjectMapper json;

    RoleService(
            RulesReader rulesReader,
            RuleTerms terms,
            CurrentCaller caller,
            Preconditions preconditions,
            Clock clock,
            Event<Change> changes,
            ObjectMapper json) {
        this.rulesReader = rulesReader;
        this.terms = terms;
        this.caller = caller;
        this.preconditions = preconditions;
        this.clock = clock;
        this.changes = changes;
        this.json = json;
    }

    /** @param etag null for a built-in role */
    record Stored(RoleView view, @Nullable String etag) {}

    RoleView.All list() {
        List<CustomRole> custom = CustomRole.listByName();
        Map<UUID, String> slugs =
                slugs(custom.stream().map(role -> role.definition().rules()).toList());
        return new RoleView.All(Stream.concat(
                        Stream.of(Role.values()).map(role -> RoleView.of(role.definition(), true, Map.of())),
                        custom.stream().map(role -> RoleView.of(role.definition(), false, slugs)))
                .toList());
    }

    Stored get(String name) {
        return Role.of(name)
                .map(role -> new Stored(RoleView.of(role.definition(), true, Map.of()), null))
                .orElseGet(() -> stored(CustomRole.<CustomRole>findByIdOptional(name)
                        .orElseThrow(() -> new NotFoundProblem("role", name))));
    }

    Stored create(@Nullable JsonNode body) {
        preconditions.checkNew(caller.require().has(Flag.CONDITIONAL));
        RoleDefinition definition = read(body, null);
        if (Role.of(definition.name()).isPresent() || CustomRole.findById(definition.name()) != null) {
            throw new Problem(
                    ProblemCode.DUPLICATE,
                    "There is a role “" + definition.name() + "”.",
                    List.of(Fault.at("/name", "duplicate", "Taken.")));
        }
        CustomRole role = new CustomRole(definition, clock.now());
        role.persistAndFlush();
        changes.fire(RoleChange.CREATED.of(role.name, clock.now()));
        return stored(role);
    }

    /** JSON Merge Patch (RFC 7396). No member has parts to merge, so each is replaced as a whole. */
    Stored patch(String name, @Nullable JsonNode patch) {
        CustomRole role = requireForUpdate(name);
        if (!(patch instanceof ObjectNode sent)) {
            throw new ValidationProblem(Fault.at("", "wrong-type", "A merge patch of a role must be a JSON object."));
        }
        ObjectNode view = json.valueToTree(stored(role).view());
        ObjectNode patched = view.deepCopy();
        patched.setAll(sent);
        RoleDefinition definition = read(patched, view);
        if (Objects.equals(patched.get("rules"), view.get("rules"))) {
            definition = new RoleDefinition(
                    definition.name(), definition.patterns(), role.definition().rules());
        }
        if (!definition.equals(role.definition())) {
            Instant now = clock.now();
            role.apply(definition, now);
            changes.fire(RoleChange.CHANGED.of(name, now));
        }
        return stored(role);
    }

    void delete(String name) {
        CustomRole role = requireForUpdate(name);
        long keys = AccessKey.countUnrevokedWithRole(name);
        if (keys > 0) {
            throw new Problem(ProblemCode.IN_USE, "Keys that aren't revoked have this role: " + keys + ".");
        }
        role.delete();
        changes.fire(RoleChange.DELETED.of(name, clock.now()));
    }

    private CustomRole requireForUpdate(String name) {
        if (Role.of(name).isPresent()) {
            throw new Problem(ProblemCode.CONFLICT, "The role “" + name + "” is built in and can't be changed.");
        }
        CustomRole role = CustomRole.findForUpdate(name).orElseThrow(() -> new NotFoundProblem("role", name));
        preconditions.check(role.etag(), role.updatedAt, caller.require().has(Flag.CONDITIONAL));
        checkGrant(role.definition(), "");
        return role;
    }

    /** @param view the role as the API returns it now; null to create one */
    private RoleDefinition read(@Nullable JsonNode body, @Nullable ObjectNode view) {
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(body == null ? json.nullNode() : body, "", faults);
        String name = fields.text("name", 50);
        if (view != null && !Objects.equals(name, view.path("name").asText())) {
            fields.fault("name", "server-owned", "The name of a role can't be changed.");
        } else if (name == null || !NAME.matcher(name).matches()) {
            fields.fault(
                    "name", "invalid-name", "Required. Small letters, digits and hyphens, at most 50, a letter first.");
        }
        List<String> patterns = RulesReader.texts(fields, "permissions", PermissionPatterns::fault);
        if (!fields.has("permissions")) {
            fields.fault("permissions", "required", "Required: a list of permissions.");
        }
        ItemRules rules = rulesReader.read(fields);
        fields.has("warnings");
        for (String owned : List.of("granted", "builtIn")) {
            JsonNode sent = fields.get(owned);
            // granted follows from permissions, which may be what changes.
            if (sent != null && (view == null || owned.equals("builtIn") && !sent.equals(view.get(owned)))) {
                fields.fault(owned, "server-owned", "Only the server sets this. Leave it out, or send what you read.");
            }
        }
        fields.rejectUnknown();
        if (name == null || !faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
        RoleDefinition definition = new RoleDefinition(name, patterns, rules);
        checkGrant(definition, "/permissions");
        return definition;
    }

    private void checkGrant(RoleDefinition role, String pointer) {
        Set<Permission> more = EnumSet.noneOf(Permission.class);
        more.addAll(role.permissions());
        more.removeAll(caller.require().permissions());
        if (!more.isEmpty()) {
            throw new ValidationProblem(Fault.at(
                    pointer,
                    "more-than-own",
                    "Your key doesn't have "
                            + more.stream().map(Permission::text).collect(Collectors.joining(", ")) + "."));
        }
    }

    private Stored stored(CustomRole role) {
        RoleDefinition definition = role.definition();
        return new Stored(RoleView.of(definition, false, slugs(List.of(definition.rules()))), role.etag());
    }

    private Map<UUID, String> slugs(Collection<ItemRules> rules) {
        Collection<UUID> ids = RulesView.terms(rules);
        return ids.isEmpty() ? Map.of() : terms.slugs(ids);
    }
}
