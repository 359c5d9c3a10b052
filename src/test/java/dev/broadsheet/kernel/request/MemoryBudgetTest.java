package dev.broadsheet.kernel.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private final MemoryBudget budget = new MemoryBudget(100);

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
    void whoGivesUpIsPassedOver() {
        budget.tryReserve(100);
        Future<Void> first = budget.reserve(100);
        Future<Void> second = budget.reserve(10);
        assertThat(budget.giveUp(first)).isTrue();
        budget.release(100);
        assertThat(first.isComplete()).isFalse();
        assertThat(second.isComplete()).isTrue();
        assertThat(budget.giveUp(second)).isFalse();
    }

    @Test
    void moreThanAllIsAll() {
        assertThat(budget.tryReserve(1000)).isTrue();
        assertThat(budget.reserved()).isEqualTo(100);
        budget.release(1000);
        assertThat(budget.reserved()).isZero();
    }
}
