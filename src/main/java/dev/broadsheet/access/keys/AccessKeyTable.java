package dev.broadsheet.access.keys;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table {@code access_key}: API keys. */
final class AccessKeyTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    static final AccessKeyTable ACCESS_KEY = new AccessKeyTable("access_key");

    final TableField<Record, UUID> ID = uuid("id");
    final TableField<Record, String> NAME = text("name");
    final TableField<Record, byte[]> HASH = createField(DSL.name("hash"), SQLDataType.BLOB);
    final TableField<Record, byte[]> FORMER_HASH = createField(DSL.name("former_hash"), SQLDataType.BLOB);
    final TableField<Record, OffsetDateTime> FORMER_UNTIL = timestamptz("former_until");
    final TableField<Record, String> ROLE = text("role");
    final TableField<Record, String[]> PERMISSIONS = createField(DSL.name("permissions"), SQLDataType.CLOB.array());
    final TableField<Record, String[]> IPS = createField(DSL.name("ips"), SQLDataType.CLOB.array());
    final TableField<Record, Integer> RATE = integer("rate");
    final TableField<Record, Boolean> CONDITIONAL = bool("conditional");
    final TableField<Record, Boolean> NO_NEW_TAGS = bool("no_new_tags");
    final TableField<Record, Boolean> LOCK_TAKEOVER = bool("lock_takeover");
    final TableField<Record, UUID[]> RULE_AUTHORS = uuidArray("rule_authors");
    final TableField<Record, UUID[]> RULE_SECTIONS = uuidArray("rule_sections");
    final TableField<Record, UUID[]> RULE_TAGS = uuidArray("rule_tags");
    final TableField<Record, String[]> RULE_LOCALES = createField(DSL.name("rule_locales"), SQLDataType.CLOB.array());
    final TableField<Record, String[]> RULE_TYPES = createField(DSL.name("rule_types"), SQLDataType.CLOB.array());
    final TableField<Record, Boolean> RULE_OWN = bool("rule_own");
    final TableField<Record, UUID> CREATED_BY = uuid("created_by");
    final TableField<Record, OffsetDateTime> CREATED_AT = timestamptz("created_at");
    final TableField<Record, OffsetDateTime> EXPIRES_AT = timestamptz("expires_at");
    final TableField<Record, OffsetDateTime> REVOKED_AT = timestamptz("revoked_at");
    final TableField<Record, OffsetDateTime> LAST_USED_AT = timestamptz("last_used_at");

    private AccessKeyTable(String name) {
        super(name, null);
    }
}
