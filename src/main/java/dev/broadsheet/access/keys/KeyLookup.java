package dev.broadsheet.access.keys;

import static dev.broadsheet.access.keys.AccessKeyTable.ACCESS_KEY;
import static org.jooq.impl.DSL.param;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.Key;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.roles.PermissionPatterns;
import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.access.roles.Roles;
import dev.broadsheet.kernel.connection.IpRange;
import dev.broadsheet.kernel.rules.ItemRules;
import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads a key with what narrows it: its own limits and those of the keys it was made with, up to the first. Uses jOOQ,
 * because loading an {@code AccessKey} would cost a second Hibernate session beside that of the write.
 */
@ApplicationScoped
class KeyLookup {

    private final DSLContext sql;
    private final Roles roles;
    private final PreparedQuery byHash;
    private final PreparedQuery byId;

    /**
     * @param ranges each must contain the client's address, once for the key and once for each of its makers
     * @param validUntil null for ever
     */
    record StoredKey(
            Key key, List<List<IpRange>> ranges, @Nullable Instant validUntil) {

        boolean isValidAt(Instant now) {
            return validUntil == null || now.isBefore(validUntil);
        }

        /** Whether it has less than its permissions say: by rules, addresses, restricting flags or time. */
        boolean isLimited() {
            return !key.rules().isEmpty()
                    || !ranges.isEmpty()
                    || key.expiresAt() != null
                    || key.flags().stream().anyMatch(Flag::isRestriction);
        }

        boolean isAllowedFrom(@Nullable String address) {
            return ranges.stream()
                    .allMatch(range -> address != null && range.stream().anyMatch(part -> part.contains(address)));
        }
    }

    KeyLookup(DSLContext sql, Roles roles) {
        this.sql = sql;
        this.roles = roles;
        this.byHash = select(
                ACCESS_KEY.REVOKED_AT.isNull(),
                ACCESS_KEY.EXPIRES_AT.isNull().or(ACCESS_KEY.EXPIRES_AT.gt(param("now", ACCESS_KEY.EXPIRES_AT))),
                ACCESS_KEY
                        .HASH
                        .eq(param("hash", ACCESS_KEY.HASH))
                        .or(ACCESS_KEY
                                .FORMER_HASH
                                .eq(param("hash", ACCESS_KEY.HASH))
                                .and(ACCESS_KEY.FORMER_UNTIL.gt(param("now", ACCESS_KEY.EXPIRES_AT)))));
        this.byId = select(ACCESS_KEY.ID.eq(param("id", ACCESS_KEY.ID)));
    }

    private PreparedQuery select(Condition... conditions) {
        return PreparedQuery.of(sql.select(
                        ACCESS_KEY.ID,
                        ACCESS_KEY.NAME,
                        ACCESS_KEY.HASH,
                        ACCESS_KEY.FORMER_UNTIL,
                        ACCESS_KEY.ROLE,
                        ACCESS_KEY.PERMISSIONS,
                        ACCESS_KEY.IPS,
                        ACCESS_KEY.RATE,
                        ACCESS_KEY.CONDITIONAL,
                        ACCESS_KEY.NO_NEW_TAGS,
                        ACCESS_KEY.LOCK_TAKEOVER,
                        ACCESS_KEY.RULE_AUTHORS,
                        ACCESS_KEY.RULE_SECTIONS,
                        ACCESS_KEY.RULE_TAGS,
                        ACCESS_KEY.RULE_LOCALES,
                        ACCESS_KEY.RULE_TYPES,
                        ACCESS_KEY.RULE_OWN,
                        ACCESS_KEY.CREATED_BY,
                        ACCESS_KEY.EXPIRES_AT)
                .from(ACCESS_KEY)
                .where(conditions));
    }

    /** The key with this hash, unless it is unknown, expired or revoked. */
    Optional<StoredKey> findValid(byte[] hash, Instant now) {
        return byHash.with("hash", hash).with("now", now.atOffset(ZoneOffset.UTC)).fetch(sql).stream()
                .findFirst()
                .map(row -> stored(row, Arrays.equals(hash, row.get(ACCESS_KEY.HASH))));
    }

    /** What the key may do at present, whether or not it is valid. */
    StoredKey effective(UUID id) {
        return stored(row(id), true);
    }

    /** Whether a key was made with another one, or with a key that was. */
    boolean isMadeWith(UUID id, UUID maker) {
        for (UUID above = maker(row(id)); above != null; above = maker(row(above))) {
            if (above.equals(maker)) {
                return true;
            }
        }
        return false;
    }

    private StoredKey stored(Record row, boolean isCurrentHash) {
        Optional<RoleDefinition> role = roles.find(row.get(ACCESS_KEY.ROLE));
        Set<Permission> permissions = permissions(row, role);
        Set<Flag> flags = flags(row);
        List<List<IpRange>> ranges = new ArrayList<>();
        addRanges(row, ranges);
        List<ItemRules> rules = new ArrayList<>();
        addRules(row, role, rules);
        for (UUID maker = maker(row); maker != null; ) {
            Record above = row(maker);
            Optional<RoleDefinition> roleAbove = roles.find(above.get(ACCESS_KEY.ROLE));
            permissions.retainAll(permissions(above, roleAbove));
            flags(above).stream().filter(Flag::isRestriction).forEach(flags::add);
            addRanges(above, ranges);
            addRules(above, roleAbove, rules);
            maker = maker(above);
        }
        Instant expiresAt = instant(row.get(ACCESS_KEY.EXPIRES_AT));
        Key key = new Key(
                row.get(ACCESS_KEY.ID),
                row.get(ACCESS_KEY.NAME),
                row.get(ACCESS_KEY.ROLE),
                permissions,
                flags,
                List.of(row.get(ACCESS_KEY.IPS)),
                rate(row),
                expiresAt,
                List.copyOf(rules));
        Instant formerUntil = isCurrentHash ? null : instant(row.get(ACCESS_KEY.FORMER_UNTIL));
        return new StoredKey(key, List.copyOf(ranges), earlier(expiresAt, formerUntil));
    }

    private Record row(UUID id) {
        return byId.with("id", id).fetch(sql).get(0);
    }

    private static @Nullable UUID maker(Record row) {
        return row.get(ACCESS_KEY.CREATED_BY);
    }

    private static @Nullable Integer rate(Record row) {
        return row.get(ACCESS_KEY.RATE);
    }

    /** A role that this release doesn't know grants nothing. */
    private static Set<Permission> permissions(Record row, Optional<RoleDefinition> role) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        role.ifPresent(known -> granted.addAll(known.permissions()));
        String @Nullable [] narrowed = row.get(ACCESS_KEY.PERMISSIONS);
        if (narrowed != null) {
            granted.retainAll(PermissionPatterns.resolve(List.of(narrowed)));
        }
        return granted;
    }

    private static void addRanges(Record row, List<List<IpRange>> ranges) {
        String[] texts = row.get(ACCESS_KEY.IPS);
        if (texts.length > 0) {
            ranges.add(Arrays.stream(texts)
                    .flatMap(text -> IpRange.parse(text).stream())
                    .toList());
        }
    }

    private static void addRules(Record row, Optional<RoleDefinition> role, List<ItemRules> rules) {
        ItemRules own = new ItemRules(
                Set.of(row.get(ACCESS_KEY.RULE_AUTHORS)),
                Set.of(row.get(ACCESS_KEY.RULE_SECTIONS)),
                Set.of(row.get(ACCESS_KEY.RULE_TAGS)),
                Set.of(row.get(ACCESS_KEY.RULE_LOCALES)),
                Set.of(row.get(ACCESS_KEY.RULE_TYPES)),
                row.get(ACCESS_KEY.RULE_OWN));
        ItemRules ofRole = role.map(RoleDefinition::rules).orElse(ItemRules.NONE);
        Stream.of(own, ofRole)
                .filter(each -> !each.equals(ItemRules.NONE) && !rules.contains(each))
                .forEach(rules::add);
    }

    private static Set<Flag> flags(Record row) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (row.get(ACCESS_KEY.CONDITIONAL)) {
            flags.add(Flag.CONDITIONAL);
        }
        if (row.get(ACCESS_KEY.NO_NEW_TAGS)) {
            flags.add(Flag.NO_NEW_TAGS);
        }
        if (row.get(ACCESS_KEY.LOCK_TAKEOVER)) {
            flags.add(Flag.LOCK_TAKEOVER);
        }
        return flags;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
