package dev.broadsheet.kernel.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.sql.SqlState;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Requests wait for the database no longer than the deadlines allow. */
@QuarkusTest
class DeadlinesTest {

    private static final Duration MOMENT = Duration.ofMillis(100);

    @Inject
    DSLContext sql;

    @Inject
    AgroalDataSource pool;

    @Inject
    StatementDeadline deadline;

    @Inject
    DatabaseSettings settings;

    private record Timed(ApiResponse response, Duration time) {}

    @Test
    void everyConnectionHasTimeouts() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                all.add(pool.getConnection());
            }
            for (Connection connection : all) {
                assertThat(shown(connection, "statement_timeout")).isEqualTo("4s");
                assertThat(shown(connection, "lock_timeout")).isEqualTo("2s");
                assertThat(connection.getNetworkTimeout()).isEqualTo(4500);
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    @Test
    void transactionCanSetItsOwnTimeout() throws SQLException {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    deadline.extend(MOMENT);
                    sql.fetch("select pg_sleep(5)");
                }))
                .satisfies(failure -> assertThat(SqlState.of(failure)).contains("57014"));
        QuarkusTransaction.requiringNew().run(() -> {
            deadline.extend(Duration.ofMinutes(5));
            sql.connection(connection -> {
                assertThat(shown(connection, "statement_timeout")).isEqualTo("4min");
                assertThat(connection.getNetworkTimeout()).isEqualTo(270_000);
            });
        });
        everyConnectionHasTimeouts();
    }

    @Test
    void lockedTableBlocksFewConnectionsBriefly() throws Exception {
        // Warm-up: the first requests of a JVM take longer than the lock timeout.
        IntStream.range(0, 20).forEach(i -> get("/api/articles?offset=" + (6000 + i)));
        ExecutorService clients = Executors.newFixedThreadPool(12);
        try (Connection holder = TestDatabase.connect();
                Statement lock = holder.createStatement()) {
            lock.execute("lock table publication in access exclusive mode");
            List<CompletableFuture<Timed>> sent = IntStream.range(0, 12)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> get("/api/articles?offset=" + (7000 + i)), clients))
                    .toList();
            List<Timed> refusals = sent.stream().map(CompletableFuture::join).toList();
            assertThat(refusals).allSatisfy(timed -> {
                assertThat(timed.response().problem(ProblemCode.UNAVAILABLE).detail())
                        .contains("in time");
                assertThat(timed.response().header("Retry-After")).isNotNull();
                assertThat(timed.time()).isLessThan(settings.statementTimeout());
            });
            assertThat(refusals.stream().filter(timed -> timed.time().compareTo(settings.lockTimeout()) < 0))
                    .hasSize(12 - settings.lockWaiters());
        } finally {
            clients.shutdown();
        }
    }

    private static Timed get(String path) {
        long since = System.nanoTime();
        ApiResponse response = Api.anonymous().get(path);
        return new Timed(response, Duration.ofNanos(System.nanoTime() - since));
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
