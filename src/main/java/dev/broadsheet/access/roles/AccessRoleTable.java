package dev.broadsheet.access.roles;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table {@code access_role}: roles beside the built-in ones. */
public final class AccessRoleTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final AccessRoleTable ACCESS_ROLE = new AccessRoleTable("access_role");

    public final TableField<Record, String> NAME = text("name");
    final TableField<Record, String[]> PERMISSIONS = createField(DSL.name("permissions"), SQLDataType.CLOB.array());
    final TableField<Record, UUID[]> RULE_AUTHORS = uuidArray("rule_authors");
    final TableField<Record, UUID[]> RULE_SECTIONS = uuidArray("rule_sections");
    final TableField<Record, UUID[]> RULE_TAGS = uuidArray("rule_tags");
    final TableField<Record, String[]> RULE_LOCALES = createField(DSL.name("rule_locales"), SQLDataType.CLOB.array());
    final TableField<Record, String[]> RULE_TYPES = createField(DSL.name("rule_types"), SQLDataType.CLOB.array());
    final TableField<Record, Boolean> RULE_OWN = bool("rule_own");

    private AccessRoleTable(String name) {
        super(name, null);
    }
}
