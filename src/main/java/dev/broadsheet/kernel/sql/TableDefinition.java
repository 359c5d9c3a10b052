package dev.broadsheet.kernel.sql;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jspecify.annotations.Nullable;

/**
 * A table and its columns for jOOQ. Each table has one subclass, in the lowest package that queries it with jOOQ, with
 * a constant for the table and a field for each column that such a query uses. {@code TableDefinitionTest} compares
 * them with the database. A subclass overrides {@link #as(String)} if queries use its columns under an alias, which may
 * also stand for a CTE or derived table with columns of the same names.
 */
public abstract class TableDefinition extends TableImpl<Record> {

    private static final long serialVersionUID = 1L;

    /**
     * @param name the table's name, or the alias
     * @param aliased the table that has the alias; null for the table itself
     */
    protected TableDefinition(String name, @Nullable Table<Record> aliased) {
        super(DSL.name(name), null, aliased);
    }

    /** @throws NullPointerException if the column isn't declared */
    public final Field<?> column(String name) {
        return Objects.requireNonNull(field(name), () -> getName() + " has no column " + name + ".");
    }

    protected final TableField<Record, UUID> uuid(String column) {
        return createField(DSL.name(column), SQLDataType.UUID);
    }

    protected final TableField<Record, UUID[]> uuidArray(String column) {
        return createField(DSL.name(column), SQLDataType.UUID.array());
    }

    protected final TableField<Record, String> text(String column) {
        return createField(DSL.name(column), SQLDataType.CLOB);
    }

    protected final TableField<Record, OffsetDateTime> timestamptz(String column) {
        return createField(DSL.name(column), SQLDataType.OFFSETDATETIME);
    }

    protected final TableField<Record, Integer> integer(String column) {
        return createField(DSL.name(column), SQLDataType.INTEGER);
    }

    protected final TableField<Record, Long> bigint(String column) {
        return createField(DSL.name(column), SQLDataType.BIGINT);
    }

    protected final TableField<Record, Boolean> bool(String column) {
        return createField(DSL.name(column), SQLDataType.BOOLEAN);
    }

    /** A column of a type that jOOQ doesn't know, such as {@code jsonb} or {@code tsvector}. */
    protected final TableField<Record, Object> untyped(String column) {
        return createField(DSL.name(column), SQLDataType.OTHER);
    }
}
