package dev.broadsheet.publications.list;

import static dev.broadsheet.publications.list.SearchableArticles.publish;
import static dev.broadsheet.publications.list.SearchableArticles.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ArticlePage;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order and the pages of lists with {@code q}. */
@QuarkusTest
class ListSearchRankingTest {

    @Inject
    TestClock clock;

    private final SearchableArticles articles = SearchableArticles.create();

    @Test
    void relevanceCombinesTextAndDate() {
        String inBody =
                articles.live("en", "Something", "", "", "The harbour was closed. " + "Other words. ".repeat(50));
        String inTitle = articles.live("en", "Harbour closed", "", "", "Nothing.");
        ObjectNode old = articles.article("en", "Harbour closed", "", "", "Nothing.");
        old.put("publishedAt", clock.now().minus(Duration.ofDays(3650)).toString());
        String before = publish(old);
        JsonNode page = articles.page("harbour");
        assertThat(slugs(page)).containsExactly(inTitle, before, inBody);
        assertThat(page.at("/search/ranked").asText()).isEqualTo("all");
        assertThat(articles.page("harbour&sort=relevance").path("data")).isEqualTo(page.path("data"));
        assertThat(articles.found("harbour&sort=publishedAt").get(0)).isEqualTo(before);
        assertThat(articles.page("harbour&sort=publishedAt").path("search").has("ranked"))
                .isFalse();
    }

    @Test
    void relevancePagesAreConsistent() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(articles.live("en", "Lighthouse " + "again ".repeat(i % 3), "", "", "Nothing."));
        }
        List<String> whole = articles.found("lighthouse");
        assertThat(whole).containsExactlyInAnyOrderElementsOf(all);
        List<String> walked = new ArrayList<>();
        JsonNode page = articles.page("lighthouse&limit=2&count=exact");
        assertThat(page.at("/page/total").asInt()).isEqualTo(7);
        while (true) {
            walked.addAll(slugs(page));
            if (!page.at("/page/next").isTextual()) {
                break;
            }
            // Time passes and a new article goes live; the list must stay the same.
            clock.advance(Duration.ofDays(1));
            articles.live("en", "Lighthouse", "", "", "Nothing.");
            page = articles.page("lighthouse&limit=2&count=exact&after="
                    + page.at("/page/next").asText());
        }
        assertThat(walked).isEqualTo(whole);
        List<String> back = new ArrayList<>(slugs(page));
        while (page.at("/page/prev").isTextual()) {
            page = articles.page(
                    "lighthouse&limit=2&before=" + page.at("/page/prev").asText());
            back.addAll(0, slugs(page));
        }
        assertThat(back).isEqualTo(whole);
    }

    @Test
    void veryOldArticlesAreRanked() {
        String word = Sample.name("ancient").replace("-", "");
        Api.admin()
                .post(
                        "/api/articles",
                        "{\"title\": \"" + word
                                + "\", \"body\": \"Old.\", \"status\": \"published\", \"publishedAt\": \"0001-01-01T00:00:00Z\"}")
                .expect(201);
        ArticlePage page =
                Api.anonymous().get("/api/articles?q=" + word).expect(200).articles();
        assertThat(page.data()).hasSize(1);
    }

    /** The first page, the last one, and a page behind the end. */
    @Test
    void searchInfoIsTheSameOnEveryPage() {
        articles.live("en", "Peninsula votes", "", "", "Nothing.");
        articles.live("en", "Peninsula sleeps", "", "", "Nothing.");
        for (String status : List.of("", "&status=any")) {
            Api api = Api.admin();
            String list = "/api/articles?limit=1&type=" + articles.type() + status + "&q=";
            for (String q : List.of("peninsla", "peninsula")) {
                JsonNode first = api.get(list + q).expect(200).json();
                assertThat(first.path("data")).hasSize(1);
                assertThat(first.at("/search/ranked").asText()).isEqualTo("all");
                for (String page : List.of("&offset=1", "&offset=2", "&offset=90")) {
                    assertThat(api.get(list + q + page).expect(200).json().path("search"))
                            .as(q + page)
                            .isEqualTo(first.path("search"));
                }
            }
        }
    }

    @Test
    void searchCombinesWithFilters() {
        String tag = Sample.name("combined");
        ObjectNode one = articles.article("en", "Turbine one", "", "", "Nothing.");
        one.putArray("tags").add(tag);
        ObjectNode two = articles.article("de", "Turbine zwei", "", "", "Nichts.");
        two.putArray("tags").add(tag).add("energy");
        String first = publish(one);
        String second = publish(two);
        articles.live("en", "Turbine three", "", "", "Nothing.");
        assertThat(articles.found("turbine&tag=" + tag)).containsExactlyInAnyOrder(first, second);
        assertThat(articles.found("turbine&tag=" + tag + "&tag.none=energy")).containsExactly(first);
        assertThat(articles.found("turbine&tag.all=" + tag + ",energy&sort=title"))
                .containsExactly(second);
        assertThat(articles.found("turbine&locale=de")).containsExactly(second);
        JsonNode counted = articles.page("turbine&tag=" + tag + "&facet=tag,locale&count=estimate");
        assertThat(counted.at("/page/total").asInt()).isEqualTo(2);
        assertThat(counted.at("/facets/tag/0/value").asText()).isEqualTo(tag);
        assertThat(counted.at("/facets/tag/0/count").asInt()).isEqualTo(2);
        JsonNode posted = Api.anonymous()
                .post(
                        "/api/articles/query",
                        "{\"q\": \"turbine -zwei\", \"tag\": \"%s\", \"highlight\": true}".formatted(tag))
                .expect(200)
                .json();
        assertThat(slugs(posted)).containsExactly(first);
        assertThat(posted.at("/data/0/highlight/title").asText()).isEqualTo("<mark>Turbine</mark> one");
    }
}
