package dev.broadsheet.publications.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ArticlePage;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lists at past moments. */
@QuarkusTest
class PastListingTest {

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    private final String a = Sample.name("alpha");
    private final String b = Sample.name("beta");
    /** A tag of every article of this test, so that articles of other tests don't match. */
    private final String all = Sample.name("omega");

    /** Whatever happens later, the list at a moment equals the list that was read then. */
    @Test
    void pastListEqualsTheListReadThen() {
        Random random = new Random(7);
        List<String> articles = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            articles.add(Sample.name("piece"));
        }
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        for (int step = 0; step < 40; step++) {
            changeAtRandom(Sample.path(articles.get(random.nextInt(articles.size()))), random);
            Instant now = clock.now();
            for (String query : queries()) {
                seen.put(query + "&at=" + now, list(query).json());
            }
            clock.advance(Duration.ofSeconds(1));
        }
        scheduler.runDue();
        assertThat(seen.values()).anyMatch(page -> page.path("data").size() > 2);
        seen.forEach((query, page) -> {
            JsonNode past = list(query).json();
            assertThat(past.path("data")).as(query).isEqualTo(page.path("data"));
            assertThat(past.path("page").path("total"))
                    .as(query)
                    .isEqualTo(page.path("page").path("total"));
        });
    }

    private List<String> queries() {
        String here = "&tag.all=" + all + "&limit=100&count=exact";
        return List.of(
                "tag.all=" + all + "&limit=100&count=exact",
                "tag.all=" + a + "&include=body,related" + here,
                "tag=" + a + "," + b + here,
                "tag.none=" + a + "&sort=title" + here,
                "author=ada-moreno&sort=-updatedAt" + here,
                "sort=firstPublishedAt,-title" + here,
                "sort=createdAt&fields=title,tags.slug" + here);
    }

    private void changeAtRandom(String path, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> Api.admin().delete(path + "/publication");
            case 1 -> Api.admin().patch(path, "{\"title\": \"An edit that nobody sees\"}");
            case 2 -> Api.admin().patch(path, "{\"expireAt\": \"" + clock.now().plusSeconds(3) + "\"}");
            case 3, 4 ->
                Api.admin()
                        .patch(
                                path,
                                "{\"title\": \"Corrected %d times\", \"status\": \"published\"}"
                                        .formatted(random.nextInt(100)));
            default -> {
                String tags = random.nextBoolean() ? a : random.nextBoolean() ? b : a + "\", \"" + b;
                int number = random.nextInt(100);
                Api.admin().put(path, """
                                {"title": "Number %d", "body": "Words, %d of them.", "tags": ["%s", "%s"], "expireAt": null,
                                 "authors": ["Ada Moreno"], "publishedAt": "2020-01-%02d", "status": "published"}
                                """.formatted(number, number, all, tags, 1 + random.nextInt(28)));
            }
        }
    }

    @Test
    void tagListFollowsPublications() {
        String piece = Sample.live(all + ", " + a);
        Instant first = pause();
        Api.admin().patch(Sample.path(piece), "{\"tags\": [\"" + b + "\"]}").expect(200);
        Instant edited = pause();
        Api.admin().put(Sample.path(piece) + "/publication", "{}").expect(200);
        Instant second = pause();
        Api.admin().delete(Sample.path(piece)).expect(204);
        Instant trashed = pause();
        assertThat(slugs("tag=" + a + "&at=" + first)).containsExactly(piece);
        assertThat(slugs("tag=" + b + "&at=" + first)).isEmpty();
        assertThat(slugs("tag=" + a + "&at=" + edited)).containsExactly(piece);
        assertThat(slugs("tag=" + a + "&at=" + second)).isEmpty();
        assertThat(slugs("tag=" + b + "&at=" + second)).containsExactly(piece);
        assertThat(slugs("tag.none=" + b + "&tag.all=" + all + "&at=" + first)).containsExactly(piece);
        assertThat(slugs("tag=" + b + "&at=" + trashed)).isEmpty();
        assertThat(slugs("tag=" + a + "&at=" + first.minusSeconds(60))).isEmpty();

        Api.admin().delete(Sample.path(piece) + "?permanent=true").expect(204);
        assertThat(page("tag=" + a + "&count=exact&at=" + first).page().total()).isZero();
    }

    /** The null of a missing section must not make the SQL condition on excluded tags null. */
    @Test
    void articleWithoutSectionIsListedWhenATagIsExcluded() {
        String excluded = Sample.tag();
        String piece = Sample.published("{\"tags\": [\"" + all + "\"]}");
        Instant then = pause();
        assertThat(slugs("tag.all=" + all + "&tag.none=" + excluded + "&at=" + then))
                .containsExactly(piece);
    }

    /** Each correction begins a period of its own; a list of the past shows the one that was live. */
    @Test
    void correctionsAreListedAtTheirTime() {
        String piece = Sample.live(all + ", " + a);
        Map<Instant, String> titles = new LinkedHashMap<>();
        for (String title : List.of("First", "Second", "Third")) {
            Api.admin()
                    .patch(Sample.path(piece), "{\"title\": \"%s\", \"status\": \"published\"}".formatted(title))
                    .expect(200);
            titles.put(pause(), title);
        }
        Api.admin()
                .patch(Sample.path(piece), "{\"tags\": [\"%s\"], \"status\": \"published\"}".formatted(b))
                .expect(200);
        Instant moved = pause();
        Api.admin()
                .patch(Sample.path(piece), "{\"title\": \"Fourth\", \"status\": \"published\"}")
                .expect(200);
        Instant last = pause();
        titles.forEach((then, title) -> {
            for (String list : List.of("tag=" + a, "tag=" + a + "," + b, "tag.all=" + all + "&tag.none=" + b)) {
                ArticlePage page = page(list + "&count=exact&at=" + then);
                assertThat(page.data()).as(list).extracting(ArticleView::title).containsExactly(title);
                assertThat(page.page().total()).isEqualTo(1);
            }
            assertThat(slugs("tag=" + b + "&at=" + then)).isEmpty();
        });
        assertThat(slugs("tag=" + a + "&at=" + moved)).isEmpty();
        assertThat(page("tag=" + b + "&at=" + moved).data())
                .extracting(ArticleView::title)
                .containsExactly("Third");
        assertThat(page("tag=" + b + "&at=" + last).data())
                .extracting(ArticleView::title)
                .containsExactly("Fourth");
    }

    @Test
    void expiredArticleIsListedUntilItsExpiry() {
        String piece = Sample.live(a);
        Instant expiry = clock.now().plusSeconds(5);
        Api.admin()
                .patch(Sample.path(piece), "{\"expireAt\": \"" + expiry + "\"}")
                .expect(200);
        clock.advance(Duration.ofSeconds(6));
        assertThat(slugs("tag=" + a + "&at=" + expiry.minusMillis(1))).containsExactly(piece);
        assertThat(slugs("tag=" + a + "&at=" + expiry)).isEmpty();
        assertThat(slugs("tag=" + a)).isEmpty();
    }

    @Test
    void pastPagesAreStable() {
        List<String> newest = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newest.add(0, Sample.live(a));
            clock.advance(Duration.ofSeconds(1));
        }
        Instant then = pause();
        for (String slug : newest) {
            Api.admin()
                    .patch(Sample.path(slug), "{\"title\": \"Other words\", \"status\": \"published\"}")
                    .expect(200);
        }
        Api.admin().delete(Sample.path(newest.get(1)) + "/publication").expect(204);
        Sample.live(a);
        for (String sort : List.of("-publishedAt", "title,-publishedAt", "-updatedAt,slug")) {
            String list = "tag=" + a + "&limit=2&count=exact&sort=" + sort + "&at=" + then;
            ArticlePage first = page(list);
            assertThat(first.slugs()).isEqualTo(newest.subList(0, 2));
            assertThat(first.page().total()).isEqualTo(5);
            ArticlePage second = page(list + "&after=" + first.page().next());
            assertThat(second.slugs()).isEqualTo(newest.subList(2, 4));
            ArticlePage third = page(list + "&after=" + second.page().next());
            assertThat(third.slugs()).isEqualTo(newest.subList(4, 5));
            assertThat(slugs(list + "&before=" + third.page().prev())).isEqualTo(newest.subList(2, 4));
            assertThat(slugs(list + "&offset=1")).isEqualTo(newest.subList(1, 3));
        }
        String bound = page("tag=" + a + "&limit=2&at=" + then).page().next();
        refused("tag=" + a + "&limit=2&after=" + bound);
        refused("tag=" + a + "&limit=2&at=" + then.plusMillis(1) + "&after=" + bound);
        // The same moment in another notation.
        page("tag=" + a + "&limit=2&at=" + then.toString().replace("Z", "-00:00") + "&after=" + bound);
    }

    @Test
    void pastListNeedsAKey() {
        Sample.live(a);
        String query = "tag=" + a + "&at=" + pause();
        for (String path : List.of("/api/articles?", "/api/articles/export?")) {
            Api.anonymous().get(path + query).problem(ProblemCode.UNAUTHORIZED);
            Api.admin().get(path + query).expect(200);
        }
        String json = "{\"tag\": \"%s\", \"at\": \"%s\"}".formatted(a, pause());
        Api.anonymous().post("/api/articles/query", json).problem(ProblemCode.UNAUTHORIZED);
        Api.admin().post("/api/articles/query", json).expect(200);
    }

    private Instant pause() {
        Instant now = clock.now();
        clock.advance(Duration.ofSeconds(1));
        return now;
    }

    private static ApiResponse list(String query) {
        Api reader = query.contains("&at=") ? Api.admin() : Api.anonymous();
        return reader.get("/api/articles?" + query).expect(200);
    }

    private static ArticlePage page(String query) {
        return list(query).articles();
    }

    private static List<String> slugs(String query) {
        return page(query).slugs();
    }

    private static void refused(String query) {
        assertThat(Api.admin()
                        .get("/api/articles?" + query)
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::code)
                .containsExactly("invalid-cursor");
    }
}
