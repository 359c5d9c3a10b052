package dev.broadsheet.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.events.LocalNode;
import dev.broadsheet.kernel.events.LoggedChange;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a listener gets, with a working connection and after it breaks. */
@QuarkusTest
class ChangeFollowerTest {

    @Inject
    DSLContext sql;

    @Inject
    ChangeFeed changeFeed;

    @Inject
    LocalNode node;

    @Inject
    RecordingListener eavesdropper;

    @BeforeEach
    void listens() {
        await().until(() -> changeFeed.state() == ChangeFeed.State.LISTENING);
    }

    @Test
    void localChangesAreMarkedAsOwn() {
        String slug = Sample.live("energy");
        LoggedChange published = heard(slug, ArticleChange.PUBLISHED);
        assertThat(published.live()).isTrue();
        assertThat(published.revision()).isEqualTo(1);
        assertThat(node.isOwn(published)).isTrue();
        assertThat(heard(slug, ArticleChange.CREATED).position()).isLessThan(published.position());
    }

    @Test
    void changesOfAnotherNodeAreReceived() {
        String slug = Sample.name("from-afar");
        int mark = eavesdropper.now();
        try (ManualChangeWriter writer = ManualChangeWriter.take()) {
            writer.write(slug).commit();
        }
        await().until(() -> eavesdropper.since(mark).contains(slug));
        assertThat(node.isOwn(heard(slug, ArticleChange.REVISED))).isFalse();
        assertThat(eavesdropper.since(mark)).containsOnlyOnce(slug);
    }

    @Test
    void changesDuringAnOutageAreReceivedAfterwards() {
        String before = Sample.name("before");
        String between = Sample.name("between");
        String after = Sample.name("after");
        int mark = eavesdropper.now();
        try (ManualChangeWriter writer = ManualChangeWriter.take();
                ManualChangeWriter holder = ManualChangeWriter.take()) {
            writer.write(before).commit();
            await().until(() -> eavesdropper.since(mark).contains(before));
            // No node can assign positions while this lock is held, so the change feed can't catch up before it is
            // released.
            holder.sql().fetch("select pg_advisory_xact_lock(hashtextextended('broadsheet_changes', 14))");
            assertThat(sql.fetch(
                            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ? and datname = current_database()",
                            ListenConnection.NAME))
                    .hasSize(1);
            await().until(() -> eavesdropper.since(mark).contains("[lost]"));
            writer.write(between).commit();
            assertThat(changeFeed.state()).isNotEqualTo(ChangeFeed.State.LISTENING);
            holder.commit();
            await().until(() -> changeFeed.state() == ChangeFeed.State.LISTENING);
            writer.write(after).commit();
            await().until(() -> eavesdropper.since(mark).contains(after));
        }
        assertThat(eavesdropper.since(mark)).containsExactly(before, "[lost]", between, "[caught up]", after);
    }

    /** As after a restore: the newest position that was read now belongs to another change. */
    @Test
    void newLogIsReadFromItsStart() {
        String slug = Sample.name("overwritten");
        int mark = eavesdropper.now();
        try (ManualChangeWriter writer = ManualChangeWriter.take()) {
            writer.write(slug).commit();
            await().until(() -> eavesdropper.since(mark).contains(slug));
            assertThat(writer.sql()
                            .execute("update change set detail = 'of another history'"
                                    + " where position = (select max(position) from change)"))
                    .isEqualTo(1);
            writer.commit();
        }
        await().until(() -> eavesdropper.since(mark).contains("[caught up]"));
        assertThat(eavesdropper.since(mark)).containsExactly(slug, "[lost]", "[missed]", "[caught up]");
        assertThat(changeFeed.state()).isEqualTo(ChangeFeed.State.LISTENING);
    }

    @Test
    void failingListenerIsNotifiedOfMissedChanges() {
        String heavy = Sample.name("indigestible");
        String light = Sample.name("light");
        int mark = eavesdropper.now();
        try (ManualChangeWriter writer = ManualChangeWriter.take()) {
            writer.write(heavy).commit();
            await().until(() -> eavesdropper.since(mark).contains("[missed]"));
            writer.write(light).commit();
            await().until(() -> eavesdropper.since(mark).contains(light));
        }
        assertThat(eavesdropper.since(mark)).containsExactly(heavy, "[missed]", light);
    }

    private LoggedChange heard(String slug, ArticleChange type) {
        await().until(() -> !matching(slug, type).isEmpty());
        assertThat(matching(slug, type)).hasSize(1);
        return matching(slug, type).get(0);
    }

    private List<LoggedChange> matching(String slug, ArticleChange type) {
        return eavesdropper.changes().stream()
                .filter(change -> change.is(type) && slug.equals(change.name()))
                .toList();
    }
}
