package dev.broadsheet.publications.list;

import static dev.broadsheet.publications.list.SearchableArticles.slugs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.search.StoredVocabulary;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Corrections, highlights and refusals of {@code q}. */
@QuarkusTest
class ListSearchQueryTest {

    @Inject
    StoredVocabulary vocabulary;

    private final SearchableArticles articles = SearchableArticles.create();

    @Test
    void misspelledQueryIsCorrectedWithoutMatches() {
        String slug = articles.live("en", "Archipelago votes", "", "", "Nothing about boats.");
        assertThat(articles.found("archipelgo")).containsExactly(slug);
        vocabulary.update();
        JsonNode page = articles.page("archipelgo vote");
        assertThat(slugs(page)).containsExactly(slug);
        assertThat(page.at("/search/q").asText()).isEqualTo("archipelgo vote");
        assertThat(page.at("/search/corrected").asText()).isEqualTo("archipelago vote");
        assertThat(articles.page("archipelago").path("search").has("corrected")).isFalse();
        assertThat(articles.found("\"archipelgo\"")).isEmpty();
        assertThat(articles.page("archipelgo&tag=nobody-knows").path("search").has("corrected"))
                .isFalse();
        assertThat(articles.foundByEditors("archipelgo")).containsExactly(slug);

        String second = articles.live("en", "Archipelago sleeps", "", "", "Nothing.");
        JsonNode first = articles.page("archipelgo&limit=1&highlight=true");
        JsonNode next = articles.page("archipelgo&limit=1&highlight=true&after="
                + first.at("/page/next").asText());
        assertThat(List.of(slugs(first).get(0), slugs(next).get(0))).containsExactlyInAnyOrder(slug, second);
        assertThat(next.at("/data/0/highlight/title").asText()).startsWith("<mark>Archipelago</mark> ");
    }

    @Test
    void correctionsUseLiveArticlesOnly() {
        articles.live("en", "Scandal qulacicodara", "", "", "Text.");
        String slug = articles.found("qulacicodara").get(0);
        articles.live("en", "Story of living kingdoms", "", "", "Text.");
        vocabulary.update();
        assertThat(corrected("qulacxcodara OR kingdms")).contains("qulacicodara");
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        assertThat(corrected("qulacxcodara OR kingdms")).doesNotContain("qulacicodara");
    }

    private String corrected(String words) {
        return Api.anonymous()
                .get("/api/articles?q=" + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .at("/search/corrected")
                .asText();
    }

    @Test
    void highlightsAreSafe() {
        articles.live(
                "en",
                "<script>alert('pumps')</script> & \"pumps\"",
                "",
                "Pumping <b>stops</b>.",
                "Far away. ".repeat(40) + "Then the pump was <mark>sold</mark>. " + "Far away. ".repeat(40));
        JsonNode highlight = articles.page("pumps&highlight=true").at("/data/0/highlight");
        assertThat(highlight.path("title").asText())
                .isEqualTo(
                        "&lt;script&gt;alert(&#39;<mark>pumps</mark>&#39;)&lt;/script&gt; &amp; &quot;<mark>pumps</mark>&quot;");
        assertThat(highlight.path("summary").asText()).isEqualTo("<mark>Pumping</mark> &lt;b&gt;stops&lt;/b&gt;.");
        assertThat(highlight.path("body").asText())
                .startsWith("… ")
                .endsWith(" …")
                .contains("Then the <mark>pump</mark> was")
                .hasSizeLessThan(500);
        JsonNode editors = Api.admin()
                .get("/api/articles?status=any&type=" + articles.type() + "&highlight=true&q=pumps")
                .expect(200)
                .json();
        assertThat(editors.at("/data/0/highlight")).isEqualTo(highlight);
        articles.live("de", "Der Elysée-Palast", "", "", "Nichts.");
        assertThat(articles.page("elysee&highlight=true")
                        .at("/data/0/highlight/title")
                        .asText())
                .isEqualTo("Der <mark>Elysée</mark>-Palast");
        assertThat(articles.page("elysee&highlight=true")
                        .at("/data/0/highlight/body")
                        .isNull())
                .isTrue();
        assertThat(articles.page("elysee").at("/data/0").has("highlight")).isFalse();
    }

    @Test
    void invalidSearchesAreRefused() {
        refused("sort=relevance", "sort", "conflicting-parameters");
        refused("q=oil&sort=relevance,title", "sort", "invalid-value");
        refused("q=oil&sort=-relevance", "sort", "invalid-value");
        refused("highlight=true", "highlight", "conflicting-parameters");
        refused("q=oil&highlight=maybe", "highlight", "invalid-value");
        refused("q=", "q", "no-value");
        refused("q=%21%3F", "q", "invalid-value");
        refused("q=" + "x".repeat(501), "q", "too-long");
        refused("q=oil&q=gas", "q", "repeated-parameter");
        refused("q=oil&at=2020-01-01", "at", "conflicting-parameters");
        articles.live("en", "Refusal one", "", "", "Nothing.");
        articles.live("en", "Refusal two", "", "", "Nothing.");
        String cursor = articles.page("refusal&limit=1").at("/page/next").asText();
        assertThat(articles.page("refusal&limit=1&after=" + cursor).at("/data")).hasSize(1);
        refused("q=refusals&limit=1&type=" + articles.type() + "&after=" + cursor, "after", "invalid-cursor");
        refused("q=refusal&sort=-publishedAt&type=" + articles.type() + "&after=" + cursor, "after", "invalid-cursor");
        refused("q=refusal&type=" + articles.type() + "&after=x", "after", "invalid-cursor");
    }

    private static void refused(String query, String parameter, String code) {
        assertThat(Api.anonymous()
                        .get("/api/articles?" + query)
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .as(query)
                .anyMatch(fault -> parameter.equals(fault.parameter()) && code.equals(fault.code()));
    }

    /** Any input gets a result or a 4xx error, never an SQL error. */
    @Test
    void arbitraryInputIsSearchable() {
        for (String typed : List.of(
                "'",
                "a' | 'b",
                "\\",
                "a:* & b",
                "!!a <-> (b)",
                "\"",
                "\"\"",
                "- -",
                "-",
                "OR",
                "the",
                "-the",
                "\"the of\"",
                "😀",
                "a😀b",
                "ﷺ",
                "x'); drop table article; --",
                "%_*?{}[]",
                "1e5 0x1F 3.14 -5",
                "foo@example.org http://example.org/a?b=c",
                "e\u0301e\u0301",
                "\u200c\u200d",
                "ا ـــ",
                "ẞ İ ı ǅ",
                "½ ² Ⅷ")) {
            String url = "/api/articles?highlight=true&q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
            assertThat(Api.anonymous().get(url).status()).as(typed).isIn(200, 400);
            String suggest = "/api/suggest?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
            assertThat(Api.anonymous().get(suggest).status()).as(typed).isIn(200, 400);
            String search = "/api/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
            assertThat(Api.anonymous().get(search).status()).as(typed).isIn(200, 400);
        }
    }
}
