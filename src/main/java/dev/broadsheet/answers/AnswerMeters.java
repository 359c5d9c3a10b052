package dev.broadsheet.answers;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** What {@code /q/metrics} tells of the answers: counted by themselves, looked at when somebody asks. */
@ApplicationScoped
class AnswerMeters {

    private final MeterRegistry meters;
    private final AnswerCache cache;

    AnswerMeters(MeterRegistry meters, AnswerCache cache) {
        this.meters = meters;
        this.cache = cache;
    }

    void begin(@Observes StartupEvent start) {
        counter("hits", "Answers out of memory.", AnswerCache.Counts::hits);
        counter("misses", "Answers that had to be made.", AnswerCache.Counts::misses);
        counter("dropped", "Answers that a change has outdated.", AnswerCache.Counts::dropped);
        gauge("kept", "Answers in memory.", AnswerCache.Counts::answers);
        gauge("bytes", "The memory that they take.", AnswerCache.Counts::bytes);
    }

    private void counter(String name, String says, ToDoubleFunction<AnswerCache.Counts> count) {
        FunctionCounter.builder("broadsheet.answers." + name, cache, kept -> count.applyAsDouble(kept.counts()))
                .description(says)
                .register(meters);
    }

    private void gauge(String name, String says, ToDoubleFunction<AnswerCache.Counts> count) {
        Gauge.builder("broadsheet.answers." + name, cache, kept -> count.applyAsDouble(kept.counts()))
                .description(says)
                .register(meters);
    }
}
