package dev.broadsheet.kernel.events;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/** Objects that collect data during a transaction and process it when the transaction ends. */
public final class TransactionResources {

    private TransactionResources() {}

    /**
     * The object of the current transaction; created and registered as a {@link Synchronization} if it doesn't exist
     * yet.
     *
     * @param owner the key under which the object is stored
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
