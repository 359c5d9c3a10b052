package dev.broadsheet.cache;

import dev.broadsheet.cache.dependency.Invalidation;
import dev.broadsheet.cache.dependency.MediaChanged;
import dev.broadsheet.cache.dependency.TermsChanged;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.events.TransactionResources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Collects the invalidations of a transaction and applies them to the cache right after the commit, before the write
 * request is answered. Only a transaction that has surely been rolled back is skipped; an unknown outcome counts as
 * committed.
 */
@ApplicationScoped
class InvalidationCollector {

    private final ResponseCache cache;
    private final TransactionSynchronizationRegistry transaction;

    InvalidationCollector(ResponseCache cache, TransactionSynchronizationRegistry transaction) {
        this.cache = cache;
        this.transaction = transaction;
    }

    void collect(@Observes Invalidation invalidation) {
        pending().invalidations.add(invalidation);
    }

    void collect(@Observes Change change) {
        UUID term = change.idOf("term");
        if (term != null) {
            pending().invalidations.add(new TermsChanged(Set.of(term)));
        }
        UUID medium = change.idOf("media");
        if (medium != null) {
            pending().invalidations.add(new MediaChanged(Set.of(medium)));
        }
    }

    private PendingInvalidations pending() {
        return TransactionResources.getOrCreate(transaction, this, PendingInvalidations::new);
    }

    private final class PendingInvalidations implements Synchronization {

        private final List<Invalidation> invalidations = new ArrayList<>();

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_ROLLEDBACK) {
                cache.invalidate(invalidations);
            }
        }
    }
}
