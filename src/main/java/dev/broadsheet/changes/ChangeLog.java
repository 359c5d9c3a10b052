package dev.broadsheet.changes;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.broadsheet.kernel.events.Actor;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.LocalNode;
import dev.broadsheet.kernel.events.TransactionResources;
import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Writes changes and their actor in the transaction that makes them, so a rollback removes them. Changes are gathered
 * and written just before the commit, in one statement. They get their positions in that statement if no other writer
 * is assigning positions; otherwise after the commit, see {@link Sequencer}.
 */
@ApplicationScoped
class ChangeLog {

    private static final Field<Boolean> NUMBERED = field(name("numbered"), Boolean.class);

    private static final PreparedQuery APPEND = PreparedQuery.ofSql("""
            select append_changes(:whole::boolean, :key::uuid, :name::text, :address::text, :node::uuid, :kinds::text[],
                :live::boolean[], :articles::uuid[], :terms::uuid[], :redirects::uuid[], :media::uuid[], :revisions::integer[],
                :slugs::text[], :times::timestamptz[], :details::text[]) as numbered
            """, List.of(NUMBERED));

    /**
     * Maximum number of changes held in memory. A larger batch writes its changes with several statements, and gets
     * their positions after the commit.
     */
    private static final int MAX_GATHERED = 500;

    private final DSLContext sql;
    private final Actor.Source actors;
    private final LocalNode node;
    private final Sequencer sequencer;
    private final TransactionSynchronizationRegistry transaction;

    ChangeLog(
            DSLContext sql,
            Actor.Source actors,
            LocalNode node,
            Sequencer sequencer,
            TransactionSynchronizationRegistry transaction) {
        this.sql = sql;
        this.actors = actors;
        this.node = node;
        this.sequencer = sequencer;
        this.transaction = transaction;
    }

    void append(@Observes Change change) {
        PendingChanges gathered = pendingChanges();
        gathered.changes.add(change);
        if (gathered.changes.size() >= MAX_GATHERED) {
            gathered.write(false);
        }
    }

    /** The pending changes of the current transaction. */
    private PendingChanges pendingChanges() {
        return TransactionResources.getOrCreate(transaction, this, PendingChanges::new);
    }

    private final class PendingChanges implements Synchronization {

        private final List<Change> changes = new ArrayList<>();
        private boolean appended;
        private boolean numbered;

        @Override
        public void beforeCompletion() {
            if (!changes.isEmpty() && transaction.getTransactionStatus() == Status.STATUS_ACTIVE) {
                write(!appended);
            }
        }

        /**
         * @param whole whether these are all changes of the transaction; only then may the statement assign positions
         */
        void write(boolean whole) {
            Actor by = actors.current();
            numbered = APPEND.with("whole", whole)
                    .with("key", by.keyId())
                    .with("name", by.name())
                    .with("address", by.address())
                    .with("node", node.id())
                    .with("kinds", all(change -> change.type().text(), String[]::new))
                    .with("live", all(Change::live, Boolean[]::new))
                    .with("articles", all(change -> change.idOf("article"), UUID[]::new))
                    .with("terms", all(change -> change.idOf("term"), UUID[]::new))
                    .with("redirects", all(change -> change.idOf("redirect"), UUID[]::new))
                    .with("media", all(change -> change.idOf("media"), UUID[]::new))
                    .with("revisions", all(Change::revision, Integer[]::new))
                    .with("slugs", all(Change::name, String[]::new))
                    .with("times", all(change -> change.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                    .with("details", all(Change::detail, String[]::new))
                    .fetch(sql)
                    .get(0)
                    .get(NUMBERED);
            changes.clear();
            appended = true;
        }

        @Override
        public void afterCompletion(int status) {
            if (appended && !numbered && status == Status.STATUS_COMMITTED) {
                sequencer.wake();
            }
        }

        private <T> T[] all(Function<Change, T> part, IntFunction<T[]> array) {
            return changes.stream().map(part).toArray(array);
        }
    }
}
