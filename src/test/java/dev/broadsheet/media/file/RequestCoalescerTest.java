package dev.broadsheet.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RequestCoalescerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger works = new AtomicInteger();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);

    @AfterEach
    void stop() {
        finish.countDown();
        threads.shutdownNow();
    }

    @Test
    void thoseWhoAskMeanwhileGetTheResultOfOneWork() throws Exception {
        RequestCoalescer<String, Integer> requests = new RequestCoalescer<>(9);
        CompletableFuture<Integer> first = request(requests, "a");
        working.await();
        CompletableFuture<Integer> second = new CompletableFuture<>();
        Thread follower = new Thread(() -> second.complete(requests.get("a", this::work)));
        follower.start();
        await().until(() -> follower.getState() == Thread.State.WAITING);
        assertThat(requests.get("b", () -> 7)).isEqualTo(7);
        finish.countDown();
        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(requests.get("a", this::work)).isEqualTo(2);
    }

    @Test
    void failureIsNotKept() {
        RequestCoalescer<String, Integer> requests = new RequestCoalescer<>(1);
        assertThatThrownBy(() -> requests.get("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(requests.get("a", () -> 7)).isEqualTo(7);
    }

    @Test
    void tooManyAreRefused() throws Exception {
        RequestCoalescer<String, Integer> requests = new RequestCoalescer<>(1);
        request(requests, "a");
        working.await();
        assertThatThrownBy(() -> requests.get("b", () -> 7))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.BUSY));
    }

    private CompletableFuture<Integer> request(RequestCoalescer<String, Integer> requests, String key) {
        return CompletableFuture.supplyAsync(() -> requests.get(key, this::work), threads);
    }

    private int work() {
        working.countDown();
        try {
            finish.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return works.incrementAndGet();
    }
}
