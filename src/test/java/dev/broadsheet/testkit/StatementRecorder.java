package dev.broadsheet.testkit;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Records every statement that Hibernate or jOOQ sends to the database for a request, without BEGIN and COMMIT. */
@ApplicationScoped
@PersistenceUnitExtension
public class StatementRecorder implements StatementInspector, ExecuteListener {

    private static final long serialVersionUID = 1L;
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    /** All requests of the test run pass here, so statements are kept only while they are asked for. */
    private static volatile boolean recording;

    /** Fragments of statements of jobs that a request starts, so that they may run in its context. */
    private static final List<String> BACKGROUND =
            List.of("skip locked", "select least(", "retention", "number_changes", "where position is null");

    @Override
    public String inspect(String statement) {
        add(statement);
        return statement;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        add(String.valueOf(context.sql()));
    }

    /** Without the statements of jobs, which run on threads that serve no request. */
    private static void add(String statement) {
        if (!recording) {
            return;
        }
        ArcContainer container = Arc.container();
        if (container != null
                && container.requestContext().isActive()
                && container.instance(CurrentVertxRequest.class).get().getCurrent() != null) {
            SEEN.add(statement);
        }
    }

    /** The statements of the work, without those of background jobs. */
    public List<String> of(Runnable work) {
        SEEN.clear();
        recording = true;
        try {
            work.run();
        } finally {
            recording = false;
        }
        return SEEN.stream()
                .filter(sql -> BACKGROUND.stream().noneMatch(sql::contains))
                .toList();
    }
}
