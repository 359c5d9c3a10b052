package dev.broadsheet.publications.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Number of SQL statements per request. */
@QuarkusTest
class StatementCountTest {

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    @Inject
    TestClock clock;

    @Test
    void articleTakesOneStatement() {
        String slug = Sample.live("energy, iraq");
        assertThat(reading(Sample.path(slug))).isEqualTo(1);
        assertThat(reading(Sample.path(slug) + "?body.format=html,markdown&include=related"))
                .isEqualTo(1);
    }

    @Test
    void pageTakesAtMostThreeStatements() {
        String tag = Sample.name("many");
        for (int i = 0; i < 30; i++) {
            Sample.live(tag);
        }
        String list = "/api/articles?count=exact&include=body,related&tag.all=" + tag + "&tag.none=nothing&limit=";
        assertThat(reading(list + 1)).isEqualTo(3);
        assertThat(reading(list + 30)).isEqualTo(3);
        assertThat(reading("/api/articles")).isEqualTo(1);
        assertThat(reading("/api/articles?limit=100&tag=" + tag)).isEqualTo(1);
    }

    @Test
    void pastListsDoNotCostMoreForMoreArticles() {
        String tag = Sample.name("many");
        String slug = "";
        for (int i = 0; i < 30; i++) {
            slug = Sample.live(tag);
        }
        Instant now = clock.now();
        assertThat(reading(Sample.path(slug) + "?body.format=html,markdown&at=" + now))
                .isEqualTo(1);
        String list = "/api/articles?count=exact&include=body,related&tag.all=" + tag + "&tag.none=nothing&at=" + now;
        // One more statement than for the present list: it reads the ids of merged terms.
        assertThat(editors(list + "&limit=1")).isEqualTo(4);
        assertThat(editors(list + "&limit=30")).isEqualTo(4);
    }

    @Test
    void listTakesAtMostFourStatements() {
        String tag = Sample.name("many");
        for (int i = 0; i < 5; i++) {
            Sample.live(tag + ", energy");
        }
        String everything =
                "tag.all=" + tag + ",energy&author=ada-moreno&tag.none=nothing&wordCount.gt=1&sort=-publishedAt,title"
                        + "&include=body,related&facet=tag,author,publishedAt:day&count=exact&limit=2";
        assertThat(reading("/api/articles?" + everything)).isLessThanOrEqualTo(4);
        assertThat(reading("/api/articles?count=estimate&tag=" + tag + ",energy"))
                .isLessThanOrEqualTo(4);
        assertThat(editors("/api/articles?status=any&" + everything)).isLessThanOrEqualTo(4);
        assertThat(editors("/api/articles?status=any&limit=100&sort=title")).isLessThanOrEqualTo(4);
    }

    /** One statement builds the {@code tsquery}, another one highlights. */
    @Test
    void searchTakesOneMoreStatement() {
        String tag = Sample.name("many");
        for (int i = 0; i < 5; i++) {
            Sample.live(tag + ", energy");
        }
        String search = "q=summit+deal&tag.all=" + tag + ",energy&include=body,related&limit=2";
        assertThat(reading("/api/articles?q=summit")).isEqualTo(2);
        for (String sort : new String[] {"relevance", "-publishedAt", "title"}) {
            String sorted = search + "&sort=" + sort;
            assertThat(reading("/api/articles?" + sorted)).isEqualTo(2);
            assertThat(reading("/api/articles?count=exact&" + sorted)).isEqualTo(3);
            assertThat(reading("/api/articles?count=exact&facet=tag&" + sorted)).isEqualTo(3);
            assertThat(reading("/api/articles?highlight=true&count=exact&" + sorted))
                    .isEqualTo(4);
            assertThat(editors("/api/articles?status=any&count=exact&" + sorted))
                    .isEqualTo(3);
        }
        assertThat(reading("/api/search?q=summit")).isEqualTo(4);
        assertThat(reading("/api/suggest?q=sum")).isEqualTo(3);
    }

    /** The pictures of all articles of a response take one statement, however many there are. */
    @Test
    void picturesTakeOneMoreStatement() {
        String tag = Sample.name("pictured");
        String slug = "";
        for (int i = 0; i < 5; i++) {
            slug = Sample.published("""
                    {"tags": ["%s"], "hero": {"media": "%s"}, "body": {"blocks": [{"type": "image", "media": "%s"}]}}
                    """.formatted(tag, Sample.picture("alt=Quay"), Sample.picture("alt=Quay"))
                    .strip());
        }
        assertThat(reading(Sample.path(slug))).isEqualTo(2);
        assertThat(reading(Sample.path(slug) + "?fields=title")).isEqualTo(1);
        assertThat(reading("/api/articles?tag=" + tag)).isEqualTo(2);
        // One of them resolves the tag.
        assertThat(reading("/api/articles?limit=3&include=body&tag=" + tag)).isEqualTo(3);
        assertThat(editors("/api/drafts?tag=" + tag)).isLessThanOrEqualTo(4);
        String correction = "{\"title\": \"Another\", \"status\": \"published\"}";
        String path = Sample.path(slug);
        List<String> sent =
                statements.of(() -> Api.admin().patch(path, correction).expect(200));
        // Two more than without pictures: the lock, and the pictures of the response.
        assertThat(sent).as("%s", sent).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void publishingDoesNotDependOnTheLength() {
        String slug = Sample.live("energy, iraq");
        Api.admin().patch(Sample.path(slug), "{\"kicker\": \"Ready\"}").expect(200);
        List<String> sent = statements.of(
                () -> Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200));
        assertThat(sent)
                .filteredOn(sql -> sql.contains("from term n where n.id = any"))
                .hasSize(1);
        assertThat(sent).as("%s", sent).hasSizeLessThanOrEqualTo(PUBLISH);
    }

    @Test
    void creatingAndPublishingTakesFewStatements() {
        Sample.live("energy, iraq");
        int sent = statements.of(() -> Sample.live("energy, iraq")).size();
        System.out.println("Statements to create and publish an article: " + sent);
        assertThat(sent).isLessThanOrEqualTo(CREATE);
    }

    /** API key, article, revision, names; revision, article, live copy, change log: each once. */
    @Test
    void correctionWritesEverythingOnce() {
        String slug = Sample.live("energy, iraq");
        String correction = "{\"title\": \"Summit ends with a deal\", \"status\": \"published\"}";
        List<String> sent = statements.of(
                () -> Api.admin().patch(Sample.path(slug), correction).expect(200));
        assertThat(sent).as("%s", sent).hasSizeLessThanOrEqualTo(8);
    }

    private static final int CREATE = 9;

    /** Writing the search vector takes no statement of its own. */
    private static final int PUBLISH = 8;

    private int reading(String path) {
        return statements.of(() -> Api.anonymous().get(path).expect(200)).size();
    }

    private int editors(String path) {
        return statements.of(() -> Api.admin().get(path).expect(200)).size();
    }
}
