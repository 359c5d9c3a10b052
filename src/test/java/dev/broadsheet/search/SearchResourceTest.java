package dev.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.cache.http.PurgeKeys;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.search.SearchResult.Highlights;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code /api/search} and {@code /api/suggest}. */
@QuarkusTest
class SearchResourceTest {

    /** A word that no other test uses. */
    private final String word = Sample.name("quokka").replace("-", "x");

    @Test
    void resultsHaveEveryKind() {
        String slug = publish("Summit of " + word, word, "Ada " + word, word + " desk", "published");
        List<SearchResult> found =
                results(Api.anonymous().get("/api/search?q=" + word).expect(200));
        assertThat(found)
                .extracting(SearchResult::kind)
                .containsExactly(
                        SearchResultType.TAG,
                        SearchResultType.SECTION,
                        SearchResultType.AUTHOR,
                        SearchResultType.ARTICLE);
        SearchResult tag = found.get(0);
        assertThat(tag.title()).isEqualTo(word);
        assertThat(tag.highlight()).extracting(Highlights::title).isEqualTo("<mark>" + word + "</mark>");
        assertThat(tag.links()).containsEntry("self", "/api/tags/" + word);
        assertThat(tag.score()).isEqualByComparingTo("1");
        SearchResult article = found.get(3);
        assertThat(article.slug()).isEqualTo(slug);
        assertThat(article.highlight()).extracting(Highlights::title).isEqualTo("Summit of <mark>" + word + "</mark>");
        assertThat(article.score()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
        assertThat(results(Api.anonymous().get("/api/search?q=" + word + "&kind=article,author")))
                .extracting(SearchResult::kind)
                .containsExactly(SearchResultType.AUTHOR, SearchResultType.ARTICLE);
        assertThat(results(Api.anonymous().get("/api/search?limit=2&q=" + word)))
                .hasSize(2);
    }

    @Test
    void articleHasItsHero() {
        String picture = Sample.picture("alt=A+quay");
        Sample.published("{\"summary\": \"" + word + "\", \"hero\": {\"media\": \"" + picture + "\"}}");
        ApiResponse found = Api.anonymous().get("/api/search?q=" + word).expect(200);
        JsonNode hero = found.json().at("/data/0/hero");
        assertThat(hero.path("media").asText()).isEqualTo(picture);
        assertThat(hero.path("alt").asText()).isEqualTo("A quay");
        assertThat(hero.at("/renditions/16x9/srcset/jpeg").asText()).contains("/files/" + picture + "/16x9-");
        assertThat(hero)
                .isEqualTo(Api.anonymous()
                        .get("/api/articles?q=" + word)
                        .expect(200)
                        .json()
                        .at("/data/0/hero"));
        assertThat(found.header("Surrogate-Key")).contains(PurgeKeys.ofMedium(UUID.fromString(picture)));
    }

    @Test
    void suggestionsMatchPrefixes() {
        publish("Evening with " + word, word + " club", "Somebody Else", "World", "published");
        for (int typed : new int[] {4, word.length() - 1, word.length()}) {
            ApiResponse found = Api.anonymous()
                    .get("/api/suggest?q=" + word.substring(0, typed).toUpperCase())
                    .expect(200);
            assertThat(results(found)).hasSizeBetween(2, 10);
            if (typed == word.length()) {
                assertThat(titles(found)).containsExactly(word + " club", "Evening with " + word);
            }
        }
        assertThat(titles(Api.anonymous().get("/api/suggest?q=evening+" + word)))
                .containsExactly("Evening with " + word);
        assertThat(titles(Api.anonymous().get("/api/suggest?kind=tag&q=" + word)))
                .containsExactly(word + " club");
        // Suggestions match titles and names only.
        publish("Something", "energy", "Ada Moreno", "World", "published", "The body has " + word + "body.");
        assertThat(titles(Api.anonymous().get("/api/suggest?q=" + word + "body")))
                .isEmpty();
    }

    /** A key makes no difference, because search reads published content only. */
    @Test
    void onlyLiveContentIsFound() {
        String slug = publish("Secret " + word, word, "Ada Moreno", "World", "draft");
        for (Api api : List.of(Api.anonymous(), Api.admin())) {
            assertThat(titles(api.get("/api/search?q=" + word).expect(200))).isEmpty();
            assertThat(titles(api.get("/api/suggest?q=" + word).expect(200))).isEmpty();
        }
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        assertThat(titles(Api.anonymous().get("/api/search?q=" + word))).containsExactly(word, "Secret " + word);
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        assertThat(titles(Api.anonymous().get("/api/search?q=" + word))).isEmpty();
        assertThat(titles(Api.anonymous().get("/api/suggest?q=" + word))).isEmpty();
    }

    @Test
    void renamedTagIsFoundByItsNewName() {
        publish("Something", word, "Ada Moreno", "World", "published");
        Api.admin()
                .patch("/api/tags/" + word, "{\"name\": \"New " + word + "name\"}")
                .expect(200);
        assertThat(titles(Api.anonymous().get("/api/suggest?kind=tag&q=" + word + "name")))
                .containsExactly("New " + word + "name");
        Api.admin()
                .patch("/api/tags/" + word + "?dryRun=true", "{\"name\": \"Never\"}")
                .expect(200);
        assertThat(titles(Api.anonymous().get("/api/suggest?kind=tag&q=" + word + "name")))
                .hasSize(1);
    }

    /** Aliases aren't shown to readers, but a query for one finds the tag. */
    @Test
    void tagIsFoundByAliasesAndFormerNames() {
        String alias = Sample.name("Wombåt").replace("-", "x");
        String old = Sample.name("numbat").replace("-", "x");
        publish("Something", word, "Ada Moreno", "World", "published");
        publish("Something", old, "Ada Moreno", "World", "published");
        Api.admin()
                .patch("/api/tags/" + word, "{\"aliases\": [\"Band of " + alias + "\"]}")
                .expect(200);
        Api.admin()
                .post("/api/tags/" + old + "/merge", "{\"into\": \"" + word + "\"}")
                .expect(200);
        Api.admin()
                .patch("/api/tags/" + word, "{\"slug\": \"" + word + "-new\", \"name\": \"Marsupials\"}")
                .expect(200);
        String spelled = alias.replace("å", "a");
        for (String q : List.of(
                "band+of+" + spelled,
                spelled.substring(0, spelled.length() - 1),
                old,
                word,
                "%22" + word + "+new%22")) {
            for (String path : List.of("/api/search?kind=tag&q=", "/api/suggest?q=")) {
                SearchResult first =
                        results(Api.anonymous().get(path + q).expect(200)).get(0);
                assertThat(first.slug()).as(path + q).isEqualTo(word + "-new");
                assertThat(first.title()).isEqualTo("Marsupials");
            }
        }
        ApiResponse found = Api.anonymous().get("/api/search?q=band+of+" + spelled);
        assertThat(results(found).get(0).score()).isEqualByComparingTo("1");
        assertThat(found.json().path("search").has("corrected")).isFalse();
        assertThat(titles(Api.anonymous().get("/api/suggest?kind=tag&q=%22" + spelled + "+" + old + "%22")))
                .as("no phrase reaches from one name into the next")
                .isEmpty();
        Api.admin().patch("/api/tags/" + word, "{\"aliases\": []}").expect(200);
        assertThat(titles(Api.anonymous().get("/api/suggest?kind=tag&q=" + spelled)))
                .isEmpty();
    }

    /** A query that matches a name isn't corrected, even if an article has a word of similar spelling. */
    @Test
    void aliasIsNotCorrected() {
        String letters = "bandicoot"
                + word.substring(7)
                        .chars()
                        .mapToObj(digit -> String.valueOf((char) (digit + 'a' - '0')))
                        .collect(Collectors.joining());
        publish(letters + "s all over", "energy", "Ada Moreno", "World", "published");
        String tag = Sample.name("alias").replace("-", "x");
        publish("Something", tag, "Ada Moreno", "World", "published");
        assertThat(Api.anonymous()
                        .get("/api/search?q=" + letters + "y")
                        .as(SearchResource.SearchResponse.class)
                        .search()
                        .corrected())
                .isEqualTo(letters + "s");
        Api.admin()
                .patch("/api/tags/" + tag, "{\"aliases\": [\"" + letters + "y\"]}")
                .expect(200);
        ApiResponse found =
                Api.anonymous().get("/api/search?q=" + letters + "y").expect(200);
        assertThat(titles(found)).containsExactly(tag);
        assertThat(found.json().path("search").has("corrected")).isFalse();
    }

    @Test
    void invalidSearchesAreRefused() {
        for (String path : List.of("/api/search", "/api/suggest")) {
            for (String query : List.of("", "?q=", "?q=x&limit=0", "?q=x&limit=51", "?q=x&kind=media", "?q=x&page=2")) {
                Api.anonymous().get(path + query).problem(ProblemCode.INVALID_PARAMETER);
            }
        }
    }

    /** Lists accept such a query as a filter. In a search, almost every article would match. */
    @Test
    void onlyExcludedWordsAreRefused() {
        for (String path : List.of("/api/search?q=", "/api/suggest?q=")) {
            for (String q : List.of("-oil", "-%22new+deal%22+-oil", "gas+OR+-oil")) {
                assertThat(Api.anonymous()
                                .get(path + q)
                                .problem(ProblemCode.INVALID_PARAMETER)
                                .errors())
                        .as(path + q)
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.detail()).contains("a word to search for"));
            }
            Api.anonymous().get(path + "gas+-oil+OR+coal").expect(200);
        }
        Api.anonymous().get("/api/articles?q=-oil").expect(200);
    }

    private static String publish(
            String title, String tag, String author, String section, String status, String... body) {
        return Api.admin()
                .post("/api/articles", """
                        {"title": "%s", "tags": ["%s"], "authors": ["%s"], "section": "%s", "status": "%s", "body": "%s"}
                        """.formatted(
                                title, tag, author, section, status, body.length == 0 ? "Nothing." : body[0]))
                .expect(201)
                .article()
                .slug();
    }

    private static List<SearchResult> results(ApiResponse response) {
        return response.page(SearchResult.class).data();
    }

    private static List<String> titles(ApiResponse response) {
        return response.page(SearchResult.class).each(SearchResult::title);
    }
}
