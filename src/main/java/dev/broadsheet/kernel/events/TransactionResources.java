package dev.broadsheet.kernel.events;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/** What is gathered while a transaction runs, and dealt with when it ends. */
public final class TransactionResources {

    private TransactionResources() {}

    /**
     * The one of this transaction, begun if it is not there yet.
     *
     * @param owner who gathers it; nobody else finds it
     */
    @SuppressWarnings("unchecked")
    public static <T extends Synchronization> T getOrCreate(
            TransactionSynchronizationRegistry transaction, Object owner, Supplier<T> begin) {
        Object known = transaction.getResource(owner);
        if (known != null) {
            return (T) known;
        }
        T begun = begin.get();
        transaction.putResource(owner, begun);
        transaction.registerInterposedSynchronization(begun);
        return begun;
    }
}
