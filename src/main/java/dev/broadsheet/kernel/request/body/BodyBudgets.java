package dev.broadsheet.kernel.request.body;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;

/** The memory and the disk space that request bodies share. */
@Singleton
class BodyBudgets {

    /** The default memory budget is the heap divided by this. */
    private static final int HEAP_SHARE = 64;

    private final ByteBudget receiving;
    private final ByteBudget processing;
    private final ByteBudget disk;

    BodyBudgets(BodySettings settings, MeterRegistry meters) {
        long memory = settings.memory()
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        receiving = new ByteBudget(memory / 2);
        processing = new ByteBudget(memory / 2);
        disk = new ByteBudget(settings.disk().asLongValue());
        meters.gauge("broadsheet.body.receiving.bytes", receiving, ByteBudget::reserved);
        meters.gauge("broadsheet.body.processing.bytes", processing, ByteBudget::reserved);
        meters.gauge("broadsheet.body.disk.bytes", disk, ByteBudget::reserved);
    }

    /** Memory for bodies of at most 64 KiB, until their response is written. */
    ByteBudget receiving() {
        return receiving;
    }

    /** Memory for bodies that arrived in a file, from before the endpoint reads them until the response is written. */
    ByteBudget processing() {
        return processing;
    }

    /** Disk space for bodies that didn't fit into memory. */
    ByteBudget disk() {
        return disk;
    }
}
