package dev.broadsheet.changes;

import dev.broadsheet.kernel.events.LoggedChange;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The change feed's own connection. LISTEN belongs to a session, so it would occupy a connection of the pool for ever.
 * Not thread-safe except for {@link #abort}.
 */
final class ListenConnection implements AutoCloseable {

    /** The {@code application_name} in {@code pg_stat_activity}. */
    static final String NAME = "broadsheet change feed";

    /**
     * Network timeout while positions are assigned. The statement waits up to 2 s for another node that is assigning
     * them.
     */
    private static final int NUMBERING_MILLIS = 3000;

    /**
     * How long changes of this node may wait, 100 ms. That does no harm, because their effects on this node's memory
     * were applied when they were made.
     */
    private static final long OWN_NANOS = 100_000_000;

    static final int PAGE = 1000;

    /**
     * The sub-select hides the position from the planner so that PostgreSQL reuses its generic plan; otherwise it
     * re-plans on every call, which takes longer than the read.
     */
    private static final String FROM = """
            select position, kind, live, coalesce(article_id, term_id, redirect_id, media_id) as subject_id, revision, slug, at,
                node, detail
            from change where position >= (select ?::bigint) order by position limit %d
            """.formatted(PAGE);

    private static final String NEWEST = """
            select position, kind, live, coalesce(article_id, term_id, redirect_id, media_id) as subject_id, revision, slug, at,
                node, detail
            from change where position is not null order by position desc limit 1
            """;

    /**
     * Cancels statements of this node that wait for a table lock, the newest first, until the given number is left.
     * Waits for row locks are ignored: writers of one article wait for each other all the time.
     */
    private static final String CANCEL_WAITING = """
            select count(pg_cancel_backend(pid)) from (
                select pid from pg_stat_activity
                where pid = any(?::integer[]) and wait_event_type = 'Lock' and wait_event = 'relation'
                order by query_start offset ?) as beyond
            """;

    private final AgroalDataSource source;
    private final Connection connection;
    private final DSLContext sql;
    private final int silenceMillis;

    private ListenConnection(AgroalDataSource source, Connection connection, int silenceMillis) {
        this.source = source;
        this.silenceMillis = silenceMillis;
        this.connection = connection;
        this.sql = DSL.using(connection, SQLDialect.POSTGRES);
    }

    /**
     * Connects as the pool does: to the same database with the same credentials, whatever their source.
     *
     * @param silence how long a response may take before the connection counts as broken
     */
    static ListenConnection open(AgroalDataSource pool, Duration silence) throws SQLException {
        AgroalConnectionFactoryConfiguration way =
                pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        AgroalDataSource source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS)
                .connectionPoolConfiguration(one -> one.maxSize(1)
                        .connectionFactoryConfiguration(new AgroalConnectionFactoryConfigurationSupplier(way))));
        try {
            Connection connection = source.getConnection();
            // Not a driver property, because the copied configuration shares its properties with the pool.
            connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
            return new ListenConnection(source, connection, (int) silence.toMillis());
        } catch (SQLException | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    void listen() {
        // lock_timeout is half the network timeout, so that a locked table ends the statement with an error instead of
        // looking like a dead connection.
        sql.execute(
                "select set_config('application_name', ?, false), set_config('lock_timeout', ?, false)",
                NAME,
                String.valueOf(silenceMillis / 2));
        sql.execute("listen broadsheet_changes");
    }

    /** Assigns positions to everything that is committed, so that no older change gets a position later. */
    void assignPositions() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, NUMBERING_MILLIS);
        Sequencer.assignPositions(sql);
        connection.setNetworkTimeout(Runnable::run, silenceMillis);
    }

    /**
     * Leaves at most {@code most} statements waiting for a table lock.
     *
     * @param backends the server processes that may be cancelled
     * @return how many were cancelled
     */
    int cancelWaiting(Integer[] backends, int most) {
        return sql.resultQuery(CANCEL_WAITING, backends, most).fetchSingle(0, Integer.class);
    }

    /**
     * Returns when another node's change was announced, when an own change has waited for {@link #OWN_NANOS} so that
     * several are read together, or when {@code patience} is over.
     */
    void await(Duration patience, UUID node) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        long end = System.nanoTime() + patience.toNanos();
        boolean ownPending = false;
        for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
            PGNotification[] news = postgres.getNotifications((int) Math.max(1, left / 1_000_000));
            if (!Stream.of(news).allMatch(one -> one.getParameter().endsWith(node.toString()))) {
                return;
            }
            if (!ownPending && news.length > 0) {
                ownPending = true;
                end = Math.min(end, System.nanoTime() + OWN_NANOS);
            }
        }
    }

    /** Includes the change at that position, if there is one. */
    List<LoggedChange> from(long position) {
        return sql.resultQuery(FROM, position).fetch(ListenConnection::change);
    }

    Optional<LoggedChange> newest() {
        return sql.resultQuery(NEWEST).fetchOptional(ListenConnection::change);
    }

    /** Called from another thread: a call that is blocked on the connection fails at once. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            // The connection is already broken.
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            source.close();
        }
    }

    private static LoggedChange change(Record row) {
        return new LoggedChange(
                row.get("position", Long.class),
                row.get("kind", String.class),
                row.get("live", Boolean.class),
                row.get("subject_id", UUID.class),
                row.get("revision", Integer.class),
                row.get("slug", String.class),
                row.get("at", OffsetDateTime.class).toInstant(),
                row.get("node", UUID.class),
                row.get("detail", String.class));
    }
}
