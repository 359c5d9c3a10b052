package dev.broadsheet.access;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Finds the key of a token. Runs at every write, so it reads the row with jOOQ: loading an {@code AccessKey} would cost
 * a second Hibernate session beside that of the write.
 */
@ApplicationScoped
class KeyLookup {

    private static final Field<UUID> ID = field(name("id"), UUID.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> ROLE = field(name("role"), String.class);
    private static final Field<Boolean> CONDITIONAL = field(name("conditional"), Boolean.class);
    private static final Field<Boolean> NO_NEW_TAGS = field(name("no_new_tags"), Boolean.class);
    private static final Field<Boolean> LOCK_TAKEOVER = field(name("lock_takeover"), Boolean.class);

    private static final PreparedQuery VALID =
            PreparedQuery.ofSql("""
            select id, name, role, conditional, no_new_tags, lock_takeover from access_key
            where hash = :hash and revoked_at is null and coalesce(expires_at > :now, true)
            """, List.of(ID, NAME, ROLE, CONDITIONAL, NO_NEW_TAGS, LOCK_TAKEOVER));

    private final DSLContext sql;

    KeyLookup(DSLContext sql) {
        this.sql = sql;
    }

    /** The key with this hash, unless it is unknown, expired or revoked. */
    Optional<Key> findValid(byte[] hash, Instant now) {
        return VALID.with("hash", hash).with("now", now.atOffset(ZoneOffset.UTC)).fetch(sql).stream()
                .findFirst()
                .map(row -> new Key(row.get(ID), row.get(NAME), Role.valueOf(row.get(ROLE)), flags(row)));
    }

    private static Set<Flag> flags(Record row) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (row.get(CONDITIONAL)) {
            flags.add(Flag.CONDITIONAL);
        }
        if (row.get(NO_NEW_TAGS)) {
            flags.add(Flag.NO_NEW_TAGS);
        }
        if (row.get(LOCK_TAKEOVER)) {
            flags.add(Flag.LOCK_TAKEOVER);
        }
        return flags;
    }
}
