package dev.broadsheet.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.kernel.events.LocalNode;
import dev.broadsheet.kernel.sql.SqlState;
import dev.broadsheet.testkit.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of the change log, as its readers see it. */
@QuarkusTest
class PositionsTest {

    private static final int WRITERS = 8;
    private static final int ROUNDS = 40;

    @Inject
    Sequencer sequencer;

    @Inject
    LocalNode node;

    @Inject
    DSLContext sql;

    @Test
    void positionsFollowTheOrderOfCommits() {
        String first = Sample.name("written-first");
        String second = Sample.name("written-second");
        try (ManualChangeWriter slow = ManualChangeWriter.take();
                ManualChangeWriter quick = ManualChangeWriter.take()) {
            slow.write(first);
            quick.write(second).commit();
            sequencer.assignPositions();
            long seen = newest();
            assertThat(position(second)).isEqualTo(seen);
            slow.commit();
            sequencer.assignPositions();
            assertThat(position(first)).isEqualTo(seen + 1);
        }
    }

    @Test
    void writeNumbersItsOwnChangesUnlessOthersWait() {
        String first = Sample.name("held");
        String second = Sample.name("beside");
        String third = Sample.name("behind");
        sequencer.assignPositions();
        try (ManualChangeWriter holder = ManualChangeWriter.take();
                ManualChangeWriter other = ManualChangeWriter.take()) {
            holder.append(first);
            other.append(second).commit();
            assertThat(position(second)).isNull();
            holder.commit();
            long held = newest();
            assertThat(position(first)).isEqualTo(held);
            other.append(third).commit();
            sequencer.assignPositions();
            assertThat(position(second)).isEqualTo(held + 1);
            assertThat(position(third)).isEqualTo(held + 2);
        }
    }

    @Test
    void stalledWriteBlocksNobody() {
        String stopped = Sample.name("stopped");
        String waiting = Sample.name("waiting");
        try (ManualChangeWriter frozen = ManualChangeWriter.take();
                ManualChangeWriter late = ManualChangeWriter.take()) {
            frozen.append(stopped);
            late.write(waiting).commit();
            await().until(() -> position(waiting) != null);
            assertThat(position(stopped)).isNull();
        }
    }

    /**
     * After idle_in_transaction_session_timeout it isn't known which side was stopped for how long, but nothing was
     * written, so the error is retryable.
     */
    @Test
    void interruptedNumberingCanBeRepeated() {
        try (ManualChangeWriter beside = ManualChangeWriter.take()) {
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        Object connection = sql.fetchValue("select pg_backend_pid()");
                        sql.execute("set local idle_in_transaction_session_timeout = 1");
                        await().until(() -> beside.sql()
                                .fetch("select from pg_stat_activity where pid = ?", connection)
                                .isEmpty());
                    }))
                    .satisfies(failure -> assertThat(SqlState.of(failure))
                            .hasValueSatisfying(state ->
                                    assertThat(SqlState.isRetryable(state)).isTrue()));
        }
    }

    /** Each writer has two transactions open at a time and commits the younger first; three nodes assign positions. */
    @Test
    void readerSeesEveryChangeOnce() {
        sequencer.assignPositions();
        long start = newest();
        List<String> written = IntStream.range(0, WRITERS * ROUNDS * 2)
                .mapToObj(i -> Sample.name("contended"))
                .toList();
        ExecutorService hands = Executors.newFixedThreadPool(WRITERS + 3);
        try {
            CompletableFuture<?> writing = CompletableFuture.allOf(IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(
                            () -> write(written.subList(writer * ROUNDS * 2, (writer + 1) * ROUNDS * 2)), hands))
                    .toArray(CompletableFuture[]::new));
            CompletableFuture<?> numbering = CompletableFuture.allOf(IntStream.range(0, 3)
                    .mapToObj(other -> CompletableFuture.runAsync(
                            () -> {
                                while (!writing.isDone()) {
                                    sequencer.assignPositions();
                                }
                            },
                            hands))
                    .toArray(CompletableFuture[]::new));
            List<Long> positions = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            while (!numbering.isDone()) {
                read(start + positions.size(), positions, seen);
            }
            writing.join();
            numbering.join();
            sequencer.assignPositions();
            read(start + positions.size(), positions, seen);
            assertThat(positions)
                    .containsExactlyElementsOf(LongStream.rangeClosed(start + 1, start + positions.size())
                            .boxed()
                            .toList());
            assertThat(seen)
                    .filteredOn(slug -> slug.startsWith("contended"))
                    .containsExactlyInAnyOrderElementsOf(written);
        } finally {
            hands.shutdownNow();
        }
    }

    @Test
    void changesLeftByAStoppedNodeAreNumbered() {
        String slug = Sample.name("left-behind");
        try (ManualChangeWriter writer = ManualChangeWriter.take()) {
            writer.write(slug).commit();
        }
        await().until(() -> position(slug) != null);
    }

    @Test
    void changeHasAPositionAndItsNode() {
        String slug = Sample.draft("Numbered");
        await().pollInterval(Duration.ofMillis(5)).until(() -> position(slug) != null);
        assertThat(sql.resultQuery("select node from change where slug = ?", slug)
                        .fetchOne(0, UUID.class))
                .isEqualTo(node.id());
    }

    @Test
    void manyChangesKeepTheirOrder() {
        String slug = Sample.name("bulk");
        try (ManualChangeWriter writer = ManualChangeWriter.take()) {
            writer.sql()
                    .execute(
                            "insert into change (kind, live, slug, at, actor)"
                                    + " select 'article.revised', false, ?, now(), 'pen' from generate_series(1, 2500)",
                            slug);
            writer.commit();
        }
        sequencer.assignPositions();
        List<Long> positions = sql.resultQuery("select position from change where slug = ? order by id", slug)
                .fetch(0, Long.class);
        assertThat(positions).hasSize(2500).doesNotContainNull().isSorted();
    }

    private static void write(List<String> slugs) {
        try (ManualChangeWriter slow = ManualChangeWriter.take();
                ManualChangeWriter quick = ManualChangeWriter.take()) {
            for (int i = 0; i < slugs.size(); i += 4) {
                // A writer that takes the lock if it is free, between two that don't ask for it.
                slow.write(slugs.get(i));
                quick.append(slugs.get(i + 1)).commit();
                slow.commit();
                slow.append(slugs.get(i + 2));
                quick.write(slugs.get(i + 3)).commit();
                slow.commit();
            }
        }
    }

    /** Like a reader that stores the last position: reads only what is beyond it. */
    private void read(long after, List<Long> positions, List<String> slugs) {
        sql.resultQuery("select position, slug from change where position > ? order by position limit 50", after)
                .forEach(row -> {
                    positions.add(row.get("position", Long.class));
                    slugs.add(String.valueOf(row.get("slug", String.class)));
                });
    }

    private long newest() {
        return sql.resultQuery("select coalesce(max(position), 0) from change").fetchSingle(0, Long.class);
    }

    private @Nullable Long position(String slug) {
        return sql.resultQuery("select position from change where slug = ?", slug)
                .fetchOne(0, Long.class);
    }
}
