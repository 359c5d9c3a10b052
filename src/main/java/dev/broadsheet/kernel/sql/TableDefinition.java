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
 * A table and its columns for jOOQ. The package that owns a table has one subclass for it, with a constant for the table
 * and a field for each column that a jOOQ query uses, so that a misspelt column doesn't compile. Columns that only
 * statement texts use are left out.
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

    @Override
    public abstract TableDefinition as(String alias);

    /** @throws NullPointerException if the column isn't declared */
    public final Field<?> column(String name) {
        return Objects.requireNonNull(field(name));
    }

    protected final TableField<Record, UUID> uuid(String column) {
        return createField(DSL.name(column), SQLDataType.UUID);
    }

    protected final TableField<Record, UUID[]> uuids(String column) {
        return createField(DSL.name(column), SQLDataType.UUID.array());
    }

    protected final TableField<Record, String> text(String column) {
        return createField(DSL.name(column), SQLDataType.CLOB);
    }

    protected final TableField<Record, OffsetDateTime> time(String column) {
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
    protected final TableField<Record, Object> other(String column) {
        return createField(DSL.name(column), SQLDataType.OTHER);
    }
}
