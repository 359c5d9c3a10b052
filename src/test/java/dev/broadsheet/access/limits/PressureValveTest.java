package dev.broadsheet.access.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an overloaded node still answers. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PressureValveTest {

    private static final String CACHED = "/api/tags?limit=51";

    /** More than the pool has threads. */
    private static final int TASKS = 1000;

    @Inject
    TestLimits limits;

    @Inject
    WaitingRequests waiting;

    @Inject
    WorkerDelay delay;

    @Inject
    ExecutorService workers;

    @BeforeEach
    void fillCache() {
        Api.anonymous().get(CACHED).expect(200);
    }

    @AfterEach
    void reset() {
        limits.reset();
    }

    @Test
    void requestsAreShedWhileTheyWouldWaitTooLongForAWorker() {
        try (BusyWorkers busy = new BusyWorkers()) {
            busy.start();
            Duration mark = Duration.ofMillis(300);
            await().until(() -> delay.get().compareTo(mark) > 0);
            limits.setMaxWorkerDelay(mark);
            assertShedding();
        }
        await().until(() -> Api.admin().get("/api/me").status() == 200);
    }

    @Test
    void requestsAreShedWhileTooManyWaitForAWorker() throws Exception {
        CompletableFuture<ApiResponse> first;
        try (BusyWorkers busy = new BusyWorkers()) {
            busy.start();
            first = CompletableFuture.supplyAsync(() -> Api.admin().get("/api/me"));
            await().until(() -> waiting.count() == 1);
            limits.setMaxWaiting(1);
            assertShedding();
        }
        first.get(10, TimeUnit.SECONDS).expect(200);
        await().until(() -> waiting.count() == 0);
        Api.anonymous().get("/api/nothing").expect(404);
        await().until(() -> waiting.count() == 0);
    }

    @Test
    void requestsAreShedWhileTheHeapIsFull() {
        limits.setMaxHeapPercent(0);
        await().until(() -> {
            System.gc();
            return Api.admin().get("/api/me").status() == 503;
        });
        assertShedding();
        limits.setMaxHeapPercent(100);
        Api.admin().get("/api/me").expect(200);
    }

    private static void assertShedding() {
        ApiResponse shed = Api.admin().get("/api/me");
        shed.problem(ProblemCode.BUSY);
        assertThat(shed.header("Retry-After")).isEqualTo("5");
        Api.anonymous().get("/api/tags?limit=52").problem(ProblemCode.BUSY);
        assertThat(Api.anonymous().get(CACHED).expect(200).header("Cache-Status"))
                .isEqualTo("broadsheet; hit");
        Api.anonymous().get("/q/health/live").expect(200);
    }

    /** Occupies all worker threads until it is closed. */
    private final class BusyWorkers implements AutoCloseable {

        private final CountDownLatch end = new CountDownLatch(1);

        void start() {
            for (int i = 0; i < TASKS; i++) {
                workers.execute(this::work);
            }
        }

        private void work() {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            end.countDown();
        }
    }
}
