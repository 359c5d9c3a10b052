package dev.broadsheet.answers;

import dev.broadsheet.kernel.Change;
import dev.broadsheet.kernel.PerTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gathers what a transaction alters, and drops the answers that are outdated by it as soon as it is committed: before
 * the write is answered. What isn't sure to have been rolled back counts as committed.
 */
@ApplicationScoped
class Alterations {

    private final AnswerCache cache;
    private final TransactionSynchronizationRegistry transaction;

    Alterations(AnswerCache cache, TransactionSynchronizationRegistry transaction) {
        this.cache = cache;
        this.transaction = transaction;
    }

    void gather(@Observes Alteration alteration) {
        gathered().alterations.add(alteration);
    }

    void gather(@Observes Change change) {
        if (change.termId() != null) {
            gathered().alterations.add(new TermChange(Set.of(change.termId())));
        }
    }

    private Gathered gathered() {
        return PerTransaction.of(transaction, this, Gathered::new);
    }

    private final class Gathered implements Synchronization {

        private final List<Alteration> alterations = new ArrayList<>();

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_ROLLEDBACK) {
                cache.drop(alterations);
            }
        }
    }
}
