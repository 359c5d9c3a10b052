package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.events.LoggedChange;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Effect of a schedule set on another node on cached responses. */
@QuarkusTest
class RemoteInvalidationTest {

    @Inject
    RemoteInvalidation invalidation;

    @Inject
    PublishScheduler scheduler;

    @Inject
    Clock clock;

    @Test
    void responsesHaveNoLifetimeUntilTheNextChangeIsKnown() {
        String path = Sample.path(Sample.live(Sample.name("planned")));
        for (ArticleChange type : List.of(ArticleChange.SCHEDULED, ArticleChange.EXPIRY_SET)) {
            scheduler.poll();
            assertThat(lifetime(path)).startsWith("public, max-age=5, ");
            invalidation.onChanges(List.of(elsewhere(type)));
            assertThat(lifetime(path))
                    .isEqualTo("public, max-age=0, s-maxage=0, stale-while-revalidate=0, stale-if-error=0");
        }
        scheduler.poll();
        assertThat(lifetime(path)).startsWith("public, max-age=5, ");
    }

    private static String lifetime(String path) {
        return String.valueOf(Api.anonymous().get(path).expect(200).header("Cache-Control"));
    }

    private LoggedChange elsewhere(ArticleChange type) {
        return new LoggedChange(
                1, type.text(), false, new UUID(7, 7), 1, "planned", clock.now(), UUID.randomUUID(), null);
    }
}
