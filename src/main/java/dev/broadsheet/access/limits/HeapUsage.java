package dev.broadsheet.access.limits;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The share of the heap that the last garbage collection left in use. The usage between collections includes garbage
 * and comes near the maximum on a healthy node.
 */
@ApplicationScoped
class HeapUsage {

    /**
     * A measurement counts for this long. Without requests nothing is allocated and no collection follows, so an older
     * one would keep the valve shut for ever.
     */
    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long max = Runtime.getRuntime().maxMemory();
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final NotificationListener listener = (notification, none) -> record(notification);

    private volatile Measurement last = new Measurement(0, 0);

    private record Measurement(int percent, long nanoTime) {}

    void begin(@Observes StartupEvent start) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
            }
        }
    }

    void end(@Observes ShutdownEvent stop) throws ListenerNotFoundException {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.removeNotificationListener(listener);
            }
        }
    }

    /** Of the last two seconds; 0 if there was no collection. */
    int percent() {
        Measurement measured = last;
        return System.nanoTime() - measured.nanoTime() < VALID_NANOS ? measured.percent() : 0;
    }

    private void record(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            long used = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getMemoryUsageAfterGc()
                    .entrySet()
                    .stream()
                    .filter(pool -> heapPools.contains(pool.getKey()))
                    .map(Map.Entry::getValue)
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
            last = new Measurement((int) (100 * used / max), System.nanoTime());
        }
    }
}
