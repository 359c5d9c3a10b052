package dev.broadsheet.access;

import static dev.broadsheet.access.AccessKeyTable.ACCESS_KEY;
import static org.jooq.impl.DSL.param;

import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Finds the key of a token. Runs at every write, so it reads the row with jOOQ: loading an {@code AccessKey} would cost
 * a second Hibernate session beside that of the write.
 */
@ApplicationScoped
class KeyLookup {

    private final DSLContext sql;
    private final PreparedQuery valid;

    KeyLookup(DSLContext sql) {
        this.sql = sql;
        this.valid = PreparedQuery.of(sql.select(
                        ACCESS_KEY.ID,
                        ACCESS_KEY.NAME,
                        ACCESS_KEY.ROLE,
                        ACCESS_KEY.CONDITIONAL,
                        ACCESS_KEY.NO_NEW_TAGS,
                        ACCESS_KEY.LOCK_TAKEOVER)
                .from(ACCESS_KEY)
                .where(ACCESS_KEY.HASH.eq(param("hash", ACCESS_KEY.HASH)))
                .and(ACCESS_KEY.REVOKED_AT.isNull())
                .and(ACCESS_KEY.EXPIRES_AT.isNull().or(ACCESS_KEY.EXPIRES_AT.gt(param("now", ACCESS_KEY.EXPIRES_AT)))));
    }

    /** The key with this hash, unless it is unknown, expired or revoked. */
    Optional<Key> findValid(byte[] hash, Instant now) {
        return valid.with("hash", hash).with("now", now.atOffset(ZoneOffset.UTC)).fetch(sql).stream()
                .findFirst()
                .map(row -> new Key(
                        row.get(ACCESS_KEY.ID),
                        row.get(ACCESS_KEY.NAME),
                        Role.valueOf(row.get(ACCESS_KEY.ROLE)),
                        flags(row)));
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
}
