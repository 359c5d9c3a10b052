package dev.broadsheet.kernel.request.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void reservesWhatFits() {
        assertThat(budget.tryReserve(60)).isTrue();
        assertThat(budget.tryReserve(41)).isFalse();
        assertThat(budget.tryReserve(40)).isTrue();
        assertThat(budget.reserved()).isEqualTo(100);
    }

    @Test
    void grantsInOrderAsSpaceIsReleased() {
        budget.tryReserve(100);
        Future<Void> first = budget.reserve(50);
        Future<Void> second = budget.reserve(60);
        budget.release(100);
        assertThat(first.isComplete()).isTrue();
        assertThat(second.isComplete()).isFalse();
        budget.release(50);
        assertThat(second.isComplete()).isTrue();
        assertThat(budget.reserved()).isEqualTo(60);
    }

    @Test
    void cancelledRequestIsSkipped() {
        budget.tryReserve(100);
        Future<Void> first = budget.reserve(100);
        Future<Void> second = budget.reserve(10);
        assertThat(budget.cancel(first)).isTrue();
        budget.release(100);
        assertThat(first.isComplete()).isFalse();
        assertThat(second.isComplete()).isTrue();
        assertThat(budget.cancel(second)).isFalse();
    }

    @Test
    void waitingRequestsAreNotOvertaken() {
        budget.tryReserve(60);
        Future<Void> large = budget.reserve(80);
        Future<Void> small = budget.reserve(10);
        assertThat(small.isComplete()).isFalse();
        budget.release(60);
        assertThat(large.isComplete()).isTrue();
        assertThat(small.isComplete()).isTrue();
    }
}
