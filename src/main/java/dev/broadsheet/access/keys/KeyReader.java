package dev.broadsheet.access.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Flag;
import dev.broadsheet.access.roles.PermissionPatterns;
import dev.broadsheet.access.roles.Role;
import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.access.roles.Roles;
import dev.broadsheet.access.rules.RulesReader;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.connection.IpRange;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.rules.ItemRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a key from a request body and collects every fault. */
@ApplicationScoped
class KeyReader {

    private static final int MAX_NAME = 200;
    private static final int MAX_RATE = 1_000_000;
    private static final Duration DEFAULT_OVERLAP = Duration.ofDays(1);
    private static final int MAX_OVERLAP_HOURS = 720;

    private static final List<String> SERVER_OWNED =
            List.of("id", "revokedAt", "rotatedUntil", "createdAt", "createdBy", "lastUsedAt");

    private final DateParser dates;
    private final Clock clock;
    private final KeyQueries queries;
    private final Roles roles;
    private final RulesReader rulesReader;
    private final ObjectMapper json;

    KeyReader(
            DateParser dates,
            Clock clock,
            KeyQueries queries,
            Roles roles,
            RulesReader rulesReader,
            ObjectMapper json) {
        this.queries = queries;
        this.roles = roles;
        this.rulesReader = rulesReader;
        this.dates = dates;
        this.clock = clock;
        this.json = json;
    }

    KeyEdit read(@Nullable JsonNode body) {
        return read(body, null, null);
    }

    /** JSON Merge Patch (RFC 7396). No member has parts to merge, so each is replaced as a whole. */
    KeyEdit patch(@Nullable JsonNode patch, AccessKey current, KeyEdit before) {
        if (!(patch instanceof ObjectNode changes)) {
            throw new ValidationProblem(Fault.at("", "wrong-type", "A merge patch of a key must be a JSON object."));
        }
        ObjectNode view = json.valueToTree(queries.view(current));
        ObjectNode patched = view.deepCopy();
        patched.setAll(changes);
        return read(patched, view, before);
    }

    /** How long the present token stays valid after a rotation. */
    Duration overlap(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return DEFAULT_OVERLAP;
        }
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(body, "", faults);
        Integer hours = fields.integer("overlapHours", 0, MAX_OVERLAP_HOURS);
        fields.rejectUnknown();
        ValidationProblem.throwIfAny(faults);
        return hours == null ? DEFAULT_OVERLAP : Duration.ofHours(hours);
    }

    private KeyEdit read(@Nullable JsonNode body, @Nullable ObjectNode view, @Nullable KeyEdit before) {
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(body == null ? json.nullNode() : body, "", faults);
        String name = fields.text("name", MAX_NAME);
        if (name == null && faults.isEmpty()) {
            fields.fault("name", "required", "Required. At most " + MAX_NAME + " characters.");
        }
        RoleDefinition role = role(fields);
        List<String> permissions =
                before != null && before.role().equals(role) && isSentBack("permissions", fields, view)
                        ? before.permissions()
                        : permissions(fields);
        Set<Flag> flags = flags(fields);
        List<String> ips = RulesReader.texts(
                fields,
                "ips",
                text -> IpRange.parse(text).isPresent()
                        ? Optional.empty()
                        : Optional.of("“" + text + "” is no IP address or CIDR range."));
        ItemRules rules = rules(fields, view, before);
        Integer rate = fields.integer("rate", 1, MAX_RATE);
        Instant expiresAt = expiresAt(fields, before);
        // Part of a write's response; accepted and ignored.
        fields.has("warnings");
        fields.has("key");
        for (String owned : SERVER_OWNED) {
            JsonNode sent = fields.get(owned);
            if (sent != null && (view == null || !sent.equals(view.get(owned)))) {
                fields.fault(owned, "server-owned", "Only the server sets this. Leave it out, or send what you read.");
            }
        }
        fields.rejectUnknown();
        if (name == null || role == null || !faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
        return new KeyEdit(name, role, permissions, flags, ips, rate, expiresAt, rules);
    }

    private @Nullable RoleDefinition role(JsonFields fields) {
        String word = fields.text("role", MAX_NAME);
        RoleDefinition role = word == null ? null : roles.find(word).orElse(null);
        if (role == null) {
            fields.fault(
                    "role",
                    word == null ? "required" : "unknown-role",
                    "Takes " + Role.names() + ", or a role of /api/roles.");
        }
        return role;
    }

    private ItemRules rules(JsonFields fields, @Nullable ObjectNode view, @Nullable KeyEdit before) {
        return before != null && isSentBack("rules", fields, view) ? before.rules() : rulesReader.read(fields);
    }

    private static boolean isSentBack(String name, JsonFields fields, @Nullable ObjectNode view) {
        return view != null && Objects.equals(fields.get(name), view.get(name));
    }

    private static @Nullable List<String> permissions(JsonFields fields) {
        JsonNode sent = fields.get("permissions");
        return sent == null || sent.isNull()
                ? null
                : RulesReader.texts(fields, "permissions", PermissionPatterns::fault);
    }

    private static Set<Flag> flags(JsonFields fields) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        RulesReader.texts(
                        fields,
                        "flags",
                        word -> Flag.of(word).isPresent()
                                ? Optional.empty()
                                : Optional.of("Takes " + Flag.words() + "."))
                .forEach(word -> Flag.of(word).ifPresent(flags::add));
        return flags;
    }

    private @Nullable Instant expiresAt(JsonFields fields, @Nullable KeyEdit before) {
        Instant expiresAt = fields.instant("expiresAt", dates);
        boolean kept = before != null && Objects.equals(expiresAt, before.expiresAt());
        if (expiresAt != null && !kept && !expiresAt.isAfter(clock.now())) {
            fields.fault("expiresAt", "in-the-past", "Must be in the future. DELETE revokes a key at once.");
        }
        return expiresAt;
    }
}
