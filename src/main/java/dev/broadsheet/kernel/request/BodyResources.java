package dev.broadsheet.kernel.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;

/** The memory and the disk space that request bodies share. */
@Singleton
class BodyResources {

    /** Of the heap, unless a setting says otherwise. */
    private static final int HEAP_SHARE = 64;

    private final MemoryBudget arriving;
    private final MemoryBudget inWork;
    private final MemoryBudget disk;

    BodyResources(BodySettings settings, MeterRegistry meters) {
        long memory = settings.memory()
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        arriving = new MemoryBudget(memory / 2);
        inWork = new MemoryBudget(memory / 2);
        disk = new MemoryBudget(settings.disk().asLongValue());
        meters.gauge("broadsheet.body.arriving.bytes", arriving, MemoryBudget::reserved);
        meters.gauge("broadsheet.body.work.bytes", inWork, MemoryBudget::reserved);
        meters.gauge("broadsheet.body.disk.bytes", disk, MemoryBudget::reserved);
    }

    /** Memory of bodies that are not complete yet. */
    MemoryBudget arriving() {
        return arriving;
    }

    /** Memory of complete bodies, from before the endpoint reads them until the response is written. */
    MemoryBudget inWork() {
        return inWork;
    }

    /** Disk space of bodies that didn't fit into memory. */
    MemoryBudget disk() {
        return disk;
    }
}
