package dev.broadsheet.media;

import jakarta.enterprise.context.ApplicationScoped;
import org.jooq.DSLContext;

/** Lets {@link FileSweeper} and the transactions that name a new file pass one after the other, on all nodes. */
@ApplicationScoped
class SweepLock {

    private final DSLContext sql;

    SweepLock(DSLContext sql) {
        this.sql = sql;
    }

    /** Waits for a batch of the sweep. Until the transaction ends, none begins. */
    void share() {
        sql.fetch("select pg_advisory_xact_lock_shared(hashtextextended('broadsheet_media', 19))");
    }

    /**
     * Takes the lock alone, unless a transaction shares it now. Doesn't wait, because whoever came to share it meanwhile
     * would wait as well.
     */
    boolean tryAcquire() {
        return Boolean.TRUE.equals(
                sql.fetchValue("select pg_try_advisory_xact_lock(hashtextextended('broadsheet_media', 19))"));
    }
}
