package dev.broadsheet.publications.export;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.pool.StatementDeadline;
import dev.broadsheet.publications.list.UnpagedList;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Reads a whole list through a database cursor: one statement, so one snapshot, and at most {@link #FETCHED} rows in
 * memory. Holds a connection until it is done.
 */
@ApplicationScoped
class ListExporter {

    private static final int FETCHED = 100;

    private static final AtomicLong COUNT = new AtomicLong();

    private final DSLContext sql;
    private final ExportSettings settings;
    private final StatementDeadline deadline;

    ListExporter(DSLContext sql, ExportSettings settings, StatementDeadline deadline) {
        this.sql = sql;
        this.settings = settings;
        this.deadline = deadline;
    }

    /** Consumer of each article. */
    interface ArticleConsumer {

        void read(ObjectNode article) throws IOException;
    }

    void forEach(UnpagedList list, ArticleConsumer reader) {
        // ExportLimiter closes the client's connection first. The transaction timeout, ten seconds later, ends an
        // export that isn't writing and so doesn't notice.
        int seconds = (int) settings.timeLimit().plusSeconds(10).toSeconds();
        // A unique name, because the driver caches statements by their text, together with their result columns.
        Name cursor = name("export_" + COUNT.incrementAndGet());
        QuarkusTransaction.requiringNew().timeout(seconds).run(() -> {
            deadline.extend(settings.timeLimit());
            // Makes the planner prefer plans that return the first rows quickly, instead of sorting all rows with every
            // shown column.
            sql.execute("set local cursor_tuple_fraction = 0.001");
            sql.execute("declare {0} no scroll cursor for {1}", cursor, list.rows());
            int fetched = FETCHED;
            while (fetched == FETCHED) {
                fetched = pass(
                        sql.resultQuery("fetch forward {0} from {1}", inline(FETCHED), cursor)
                                .coerce(list.rows().getSelect())
                                .fetch(),
                        list,
                        reader);
            }
        });
    }

    private static int pass(Result<Record> rows, UnpagedList list, ArticleConsumer reader) {
        Function<Record, ObjectNode> view = list.views().apply(rows);
        try {
            for (Record row : rows) {
                reader.read(view.apply(row));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return rows.size();
    }
}
