package dev.broadsheet.articles.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Which revisions are pruned with the default settings: the newest hundred are kept, and all of the last year. */
@QuarkusTest
class RevisionRetentionTest {

    @Inject
    TestClock clock;

    @Inject
    RevisionRetention retention;

    @Inject
    DSLContext sql;

    @Test
    void oldRevisionsAreDeletedUnlessInUse() {
        String path = Sample.path(Sample.draft("First"));
        Api.admin()
                .patch(path, "{\"title\": \"Noted\", \"note\": \"as agreed\"}")
                .expect(200);
        Api.admin().patch(path, "{\"title\": \"Once live\"}").expect(200);
        publish(path, "{}");
        Api.admin().patch(path, "{\"title\": \"Live\"}").expect(200);
        publish(path, "{}");
        Api.admin().patch(path, "{\"title\": \"Scheduled\"}").expect(200);
        publish(path, "{\"publishAt\": \"" + clock.now().plus(Duration.ofDays(400)) + "\"}");
        for (int i = 6; i <= 110; i++) {
            Api.admin().patch(path, "{\"title\": \"Title " + i + "\"}").expect(200);
        }
        // Revisions 1 to 10 are beyond the count. Revisions 8 and 9 reach the age in half an hour. The other eight
        // already have.
        age(path, 1, 110, Duration.ofDays(366));
        age(path, 8, 9, Duration.ofDays(365).minusMinutes(30));

        retention.run();
        assertThat(numbers(path)).containsExactlyElementsOf(numbered(110, 11, 9, 8, 5, 4, 3, 2));
        clock.advance(Duration.ofHours(1));
        retention.run();
        assertThat(numbers(path)).containsExactlyElementsOf(numbered(110, 11, 5, 4, 3, 2));

        // The next change pushes another revision beyond the count, and its number is not reused.
        assertThat(Api.admin()
                        .patch(path, "{\"title\": \"Title 111\"}")
                        .expect(200)
                        .article()
                        .revision())
                .isEqualTo(111);
        retention.run();
        assertThat(numbers(path)).containsExactlyElementsOf(numbered(111, 12, 5, 4, 3, 2));
    }

    private void age(String path, int first, int last, Duration by) {
        UUID article = Api.admin().get(path + "?version=draft").article().id();
        sql.execute(
                "update revision set created_at = ?::timestamptz where article_id = ? and number between ? and ?",
                clock.now().minus(by).toString(),
                article,
                first,
                last);
    }

    private static void publish(String path, String order) {
        Api.admin().put(path + "/publication", order).expect(200);
    }

    /** The numbers from {@code newest} down to {@code oldest}, then {@code others}. */
    private static List<Integer> numbered(int newest, int oldest, Integer... others) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = newest; number >= oldest; number--) {
            numbers.add(number);
        }
        numbers.addAll(List.of(others));
        return numbers;
    }

    private static List<Integer> numbers(String path) {
        List<Integer> numbers = new ArrayList<>();
        for (int offset = 0; offset <= 100; offset += 100) {
            numbers.addAll(Api.admin()
                    .get(path + "/revisions?limit=100&offset=" + offset)
                    .expect(200)
                    .page(RevisionView.class)
                    .each(RevisionView::revision));
        }
        return numbers;
    }
}
