package dev.broadsheet.cache;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** Cache metrics at {@code /q/metrics}. The cache counts; the meters read its counters on each scrape. */
@ApplicationScoped
class CacheMetrics {

    private final MeterRegistry meters;
    private final ResponseCache cache;

    CacheMetrics(MeterRegistry meters, ResponseCache cache) {
        this.meters = meters;
        this.cache = cache;
    }

    void begin(@Observes StartupEvent start) {
        counter("hits", "Answers out of memory.", ResponseCache.Counts::hits);
        counter("misses", "Answers that had to be made.", ResponseCache.Counts::misses);
        counter("dropped", "Answers that a change has outdated.", ResponseCache.Counts::invalidated);
        gauge("kept", "Answers in memory.", ResponseCache.Counts::responses);
        gauge("bytes", "The memory that they take.", ResponseCache.Counts::bytes);
    }

    private void counter(String name, String description, ToDoubleFunction<ResponseCache.Counts> count) {
        FunctionCounter.builder("broadsheet.answers." + name, cache, source -> count.applyAsDouble(source.counts()))
                .description(description)
                .register(meters);
    }

    private void gauge(String name, String description, ToDoubleFunction<ResponseCache.Counts> count) {
        Gauge.builder("broadsheet.answers." + name, cache, source -> count.applyAsDouble(source.counts()))
                .description(description)
                .register(meters);
    }
}
