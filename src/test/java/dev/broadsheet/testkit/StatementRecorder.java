package dev.broadsheet.testkit;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Records every statement that Hibernate or jOOQ sends to the database, without BEGIN and COMMIT. */
@ApplicationScoped
@PersistenceUnitExtension
public class StatementRecorder implements StatementInspector, ExecuteListener {

    private static final long serialVersionUID = 1L;
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    /**
     * Fragments of the statements that the publish scheduler, retention and the sequencer send periodically or after a
     * commit.
     */
    private static final List<String> BACKGROUND =
            List.of("skip locked", "select least(", "retention", "number_changes", "where position is null");

    @Override
    public String inspect(String statement) {
        SEEN.add(statement);
        return statement;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        SEEN.add(String.valueOf(context.sql()));
    }

    /** The statements of the work, without those of background jobs. */
    public List<String> of(Runnable work) {
        SEEN.clear();
        work.run();
        return SEEN.stream()
                .filter(sql -> BACKGROUND.stream().noneMatch(sql::contains))
                .toList();
    }
}
