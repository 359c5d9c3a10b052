package dev.broadsheet.access;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Finds the key behind a token. Asked at every write, so it reads the row as it is: an {@link AccessKey} would cost a
 * session beside that of the write.
 */
@ApplicationScoped
class Keyring {

    private static final Field<UUID> ID = field(name("id"), UUID.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> ROLE = field(name("role"), String.class);
    private static final Field<Boolean> CONDITIONAL = field(name("conditional"), Boolean.class);
    private static final Field<Boolean> NO_NEW_TAGS = field(name("no_new_tags"), Boolean.class);
    private static final Field<Boolean> LOCK_TAKEOVER = field(name("lock_takeover"), Boolean.class);
    private static final Field<byte[]> HASH = field(name("hash"), byte[].class);
    private static final Field<OffsetDateTime> EXPIRES_AT = field(name("expires_at"), OffsetDateTime.class);
    private static final Field<OffsetDateTime> REVOKED_AT = field(name("revoked_at"), OffsetDateTime.class);

    private final DSLContext sql;

    Keyring(DSLContext sql) {
        this.sql = sql;
    }

    /** The key of this hash, unless it is unknown, expired or revoked. */
    Optional<Key> valid(byte[] hash, Instant now) {
        return sql.select(ID, NAME, ROLE, CONDITIONAL, NO_NEW_TAGS, LOCK_TAKEOVER)
                .from(table(name("access_key")))
                .where(HASH.eq(hash))
                .and(REVOKED_AT.isNull())
                .and(EXPIRES_AT.isNull().or(EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC))))
                .fetchOptional()
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
