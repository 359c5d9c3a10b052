package dev.broadsheet.access.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.access.ForbiddenProblem;
import dev.broadsheet.access.Key;
import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.roles.Role;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.Preconditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The writes to keys. A caller can't grant more than it has, and can't change a key that has more: otherwise it could
 * rotate that key and use its new token. What the caller loses later, the keys that it made lose as well: see
 * {@link KeyLookup}.
 */
@ApplicationScoped
class KeyService {

    private final KeyReader reader;
    private final KeyLookup lookup;
    private final KeyQueries queries;
    private final KeyHash hash;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final Clock clock;
    private final Event<Change> changes;

    /** @param token shown once, and never stored */
    record Issued(AccessKey key, String token) {}

    KeyService(
            KeyReader reader,
            KeyLookup lookup,
            KeyQueries queries,
            KeyHash hash,
            CurrentCaller caller,
            Preconditions preconditions,
            Clock clock,
            Event<Change> changes) {
        this.reader = reader;
        this.lookup = lookup;
        this.queries = queries;
        this.hash = hash;
        this.caller = caller;
        this.preconditions = preconditions;
        this.clock = clock;
        this.changes = changes;
    }

    Issued create(@Nullable JsonNode body) {
        Key maker = caller.require();
        preconditions.checkNew(maker.has(Flag.CONDITIONAL));
        KeyEdit edit = reader.read(body);
        checkGrant(edit, maker);
        String token = Token.random();
        AccessKey key = AccessKey.create(edit, hash.of(token), maker.id(), clock.now());
        key.persistAndFlush();
        changes.fire(KeyChange.CREATED.of(key.name, key.createdAt));
        return new Issued(key, token);
    }

    AccessKey patch(String name, @Nullable JsonNode patch) {
        AccessKey key = requireForUpdate(name);
        if (key.id.equals(caller.require().id())) {
            throw ForbiddenProblem.because("A key can't change itself. Use another key, or the command line.");
        }
        KeyEdit before = key.edit(queries.role(key.role));
        KeyEdit edit = reader.patch(patch, key, before);
        if (!edit.equals(before)) {
            requireUnrevoked(key);
            checkGrant(edit, caller.require());
            key.apply(edit);
            changes.fire(KeyChange.CHANGED.of(key.name, clock.now()));
        }
        return key;
    }

    /** Replaces the token. The present one stays valid for a while, so that its users can change over. */
    Issued rotate(String name, @Nullable JsonNode body) {
        AccessKey key = requireForUpdate(name);
        Duration overlap = reader.overlap(body);
        requireUnrevoked(key);
        if (key.origin == AccessKey.Origin.ENVIRONMENT) {
            throw new Problem(
                    ProblemCode.CONFLICT, "The key is set by BROADSHEET_ADMIN_KEY. Change it there to rotate it.");
        }
        String token = Token.random();
        key.rotate(hash.of(token), clock.now().plus(overlap));
        changes.fire(KeyChange.ROTATED.of(key.name, clock.now()));
        return new Issued(key, token);
    }

    /** @param made whether the keys that were made with it are revoked as well */
    void revoke(String name, boolean made) {
        AccessKey key = requireForUpdate(name);
        List<AccessKey> revoked = new ArrayList<>(List.of(key));
        if (made) {
            revoked.addAll(AccessKey.listMadeWith(key.id));
        }
        Instant now = clock.now();
        for (AccessKey each : revoked) {
            if (each.revokedAt == null) {
                each.revoke(now);
                changes.fire(KeyChange.REVOKED.of(each.name, now));
            }
        }
    }

    static AccessKey require(String name) {
        return Ids.parse(name)
                .flatMap(id -> AccessKey.<AccessKey>findByIdOptional(id))
                .orElseThrow(() -> new NotFoundProblem("key", name));
    }

    private AccessKey requireForUpdate(String name) {
        AccessKey key =
                Ids.parse(name).flatMap(AccessKey::findForUpdate).orElseThrow(() -> new NotFoundProblem("key", name));
        Key self = caller.require();
        preconditions.check(key.etag(), null, self.has(Flag.CONDITIONAL));
        Set<Permission> more = without(lookup.effective(key.id).key().permissions(), self);
        if (!more.isEmpty()) {
            throw ForbiddenProblem.because("The key “" + key.name + "” may do more than yours: " + names(more) + ".");
        }
        boolean own = key.id.equals(self.id()) || lookup.isMadeWith(key.id, self.id());
        if (!own && lookup.effective(self.id()).isLimited()) {
            throw ForbiddenProblem.because(
                    "A key with rules, addresses, restrictions or an expiry may change only itself and the keys that it made.");
        }
        return key;
    }

    private static void requireUnrevoked(AccessKey key) {
        if (key.revokedAt != null) {
            throw new Problem(ProblemCode.CONFLICT, "The key is revoked. Make a new one.");
        }
    }

    private static void checkGrant(KeyEdit edit, Key maker) {
        List<Fault> faults = new ArrayList<>();
        Set<Permission> more = without(edit.granted(), maker);
        if (!more.isEmpty()) {
            faults.add(Fault.at(
                    edit.permissions() == null ? "/role" : "/permissions",
                    "more-than-own",
                    "Your key doesn't have " + names(more) + "."));
        }
        if (edit.flags().contains(Flag.LOCK_TAKEOVER)
                && !maker.has(Flag.LOCK_TAKEOVER)
                && !maker.permissions().containsAll(Role.ADMIN.permissions())) {
            faults.add(Fault.at("/flags", "more-than-own", "Your key doesn't have lock-takeover."));
        }
        if (maker.expiresAt() != null
                && (edit.expiresAt() == null || edit.expiresAt().isAfter(maker.expiresAt()))) {
            faults.add(Fault.at(
                    "/expiresAt",
                    "more-than-own",
                    "Your key expires at " + maker.expiresAt() + ", so this one must too."));
        }
        ValidationProblem.throwIfAny(faults);
    }

    private static Set<Permission> without(Set<Permission> permissions, Key maker) {
        Set<Permission> more = EnumSet.noneOf(Permission.class);
        more.addAll(permissions);
        more.removeAll(maker.permissions());
        return more;
    }

    private static String names(Set<Permission> permissions) {
        return permissions.stream().map(Permission::text).collect(Collectors.joining(", "));
    }
}
