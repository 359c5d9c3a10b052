package dev.broadsheet.publications.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ArticlePage;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages through a list by cursors while other clients publish and withdraw: no article comes twice, and none is missed.
 */
@QuarkusTest
class CursorPagingTest {

    private static final int WALKS = 4;

    private final String tag = Sample.name("tag");
    private final List<String> staying = new ArrayList<>();
    private final List<String> wavering = new ArrayList<>();

    @BeforeEach
    void write() {
        for (int i = 0; i < 24; i++) {
            staying.add(published(i));
            if (i % 2 == 0) {
                wavering.add(published(i));
            }
        }
    }

    private String published(int number) {
        return Api.admin()
                .post("/api/articles", """
                        {"title": "Title %d", "body": "%s", "tags": ["%s"], "publishedAt": "2026-02-0%dT06:00:00Z", "status": "published"}
                        """.formatted(number % 6, "word ".repeat(1 + number % 4), tag, 1 + number % 5))
                .expect(201)
                .article()
                .slug();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-publishedAt", "publishedAt", "title", "-wordCount,title", "-updatedAt"})
    void everyArticleAppearsOnce(String sort) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger writes = new AtomicInteger();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            Random random = new Random(writer);
            List<String> own = wavering.subList(writer * 6, writer * 6 + 6);
            writers.add(CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    String publication = Sample.path(own.get(random.nextInt(own.size()))) + "/publication";
                    if (random.nextBoolean()) {
                        Api.admin().delete(publication);
                    } else {
                        Api.admin().put(publication, "{}").expect(200);
                    }
                    writes.incrementAndGet();
                }
            }));
        }
        try {
            for (int walk = 0; walk < WALKS; walk++) {
                int before = writes.get();
                List<String> seen = walk(sort);
                assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
                assertThat(writes.get()).as("writes meanwhile").isGreaterThan(before);
            }
        } finally {
            over.set(true);
            writers.forEach(CompletableFuture::join);
        }
    }

    private List<String> walk(String sort) {
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            ArticlePage page = Api.anonymous()
                    .get("/api/articles?limit=2&tag=" + tag + "&sort=" + sort + after)
                    .expect(200)
                    .articles();
            seen.addAll(page.slugs());
            after = page.page().next() == null ? "" : "&after=" + page.page().next();
        } while (!after.isEmpty());
        return seen;
    }
}
