package dev.broadsheet.changes;

import dev.broadsheet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A writer of changes that commits when the test says so, like another node. It doesn't wake the sequencer of this
 * process.
 */
record ManualChangeWriter(Connection connection) implements AutoCloseable {

    static ManualChangeWriter take() {
        return new ManualChangeWriter(TestDatabase.connect());
    }

    DSLContext sql() {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    ManualChangeWriter write(String slug) {
        sql().execute(
                        "insert into change (kind, live, slug, at, actor) values ('article.revised', false, ?, now(), 'pen')",
                        slug);
        return this;
    }

    /** Like the change log: assigns the position if no other writer is assigning positions. */
    ManualChangeWriter append(String slug) {
        sql().fetch("""
                select append_changes(true, null, 'pen', null, null, array['article.revised'], array[false], array[null::uuid],
                    array[null::uuid], array[null::uuid], array[null::integer], array[?], array[now()], array[null::text])
                """, slug);
        return this;
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Uncommitted changes are rolled back. */
    @Override
    public void close() {
        TestDatabase.close(connection);
    }
}
