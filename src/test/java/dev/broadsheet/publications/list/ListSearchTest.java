package dev.broadsheet.publications.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.search.SearchIndexer;
import dev.broadsheet.search.StoredVocabulary;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ArticlePage;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists with {@code q}. Each test uses a type of its own, so that articles of other tests don't match. */
@QuarkusTest
class ListSearchTest {

    @Inject
    TestClock clock;

    @Inject
    SearchIndexer indexer;

    @Inject
    StoredVocabulary vocabulary;

    @Inject
    DSLContext sql;

    private final String type = Sample.name("searched");

    @Test
    void everyPartIsSearched() {
        String title = live("en", "Pipelines across the desert", "", "", "Nothing else.");
        String kicker = live("en", "Something", "Desert storms", "", "Nothing else.");
        String summary = live("en", "Something", "", "Deserted at night.", "Nothing else.");
        String body = live("en", "Something", "", "", "They crossed two deserts.");
        assertThat(found("desert")).containsExactlyInAnyOrder(title, kicker, summary, body);
        assertThat(found("desert&sort=-publishedAt")).containsExactly(body, summary, kicker, title);
        assertThat(found("deserts pipeline")).containsExactly(title);
    }

    @Test
    void webSearchSyntaxIsSupported() {
        String both = live("en", "Oil and gas", "", "", "Prices fell.");
        String oil = live("en", "Oil alone", "", "", "Prices rose.");
        String gas = live("en", "Gas alone", "", "", "A new deal, they said.");
        assertThat(found("oil gas")).containsExactly(both);
        assertThat(found("oil -gas")).containsExactly(oil);
        assertThat(found("gas OR oil&sort=title")).containsExactly(gas, oil, both);
        assertThat(found("\"new deal\"")).containsExactly(gas);
        assertThat(found("\"deal new\"")).isEmpty();
        assertThat(found("alone -\"new deal\"")).containsExactly(oil);
        assertThat(found("-gas")).containsExactly(oil);
        assertThat(found("the gas of oil")).containsExactly(both);
        assertThat(found("pric&sort=title")).containsExactly(oil, both);
        assertThat(found("\"pric\"")).isEmpty();
        assertThat(found("oil -pric")).hasSize(2);
    }

    /** The stem is shorter than the typed prefix, and the prefix is shorter than the word. */
    @Test
    void lastWordMatchesByPrefix() {
        String slug = live("en", "Negotiations begin", "", "", "Nothing.");
        for (int typed = 3; typed <= "negotiations".length(); typed++) {
            assertThat(found("begin " + "negotiations".substring(0, typed))).containsExactly(slug);
        }
    }

    @Test
    void articleIsSearchedInItsLanguage() {
        String german = live("de", "Die Häuser der Minister", "", "", "Am Abend wurde verhandelt.");
        String french = live("fr", "Élections présidentielles", "", "", "Le palais de l’Élysée se tait.");
        String persian = live("fa", "انتخابات ریاست جمهوری", "", "", "نمی‌خواهم بگویم.");
        String arabic = live("ar", "أخبار الانتخابات", "", "", "قال الوزير.");
        String chinese = live("zh", "能源政策会议", "", "", "没有结果。");
        assertThat(found("haus")).containsExactly(german);
        assertThat(found("hauser")).containsExactly(german);
        assertThat(found("verhandelten")).containsExactly(german);
        assertThat(found("élection")).containsExactly(french);
        assertThat(found("elections presidentielles")).containsExactly(french);
        assertThat(found("elysee")).containsExactly(french);
        assertThat(found("رياست")).containsExactly(persian);
        assertThat(found("نمیخواهم")).containsExactly(persian);
        assertThat(found("اخبار")).containsExactly(arabic);
        assertThat(found("政策")).containsExactly(chinese);
        assertThat(found("策政")).isEmpty();
        // “die” is a stop word in German, but not in English.
        String english = live("en", "They die at night", "", "", "Nothing.");
        assertThat(found("die minister")).containsExactly(german);
        assertThat(found("\"die\" night")).containsExactly(english);
    }

    @Test
    void termNamesAreSearched() {
        String tag = Sample.name("Zweitwort").replace("-", "");
        ObjectNode article = article("en", "Something", "", "", "Nothing.");
        article.putArray("tags").add(tag);
        article.putArray("authors").add("Quirina Vost");
        String slug = publish(article);
        assertThat(found(tag)).containsExactly(slug);
        assertThat(found("quirina")).containsExactly(slug);

        Api.admin()
                .patch("/api/tags/" + tag.toLowerCase(), "{\"name\": \"Drittwort\"}")
                .expect(200);
        indexer.run();
        assertThat(found("drittwort")).containsExactly(slug);
        assertThat(found(tag + "&sort=title")).isEmpty();
        assertThat(editors("drittwort")).containsExactly(slug);

        Api.admin().delete("/api/tags/" + tag.toLowerCase() + "?force=true").expect(204);
        indexer.run();
        assertThat(found("drittwort")).isEmpty();
        assertThat(found("quirina")).containsExactly(slug);
    }

    @Test
    void draftsAreFoundByEditorsOnly() {
        String slug = live("en", "Published words", "", "", "Nothing.");
        Api.admin()
                .patch(Sample.path(slug), "{\"title\": \"Rewritten in secret\"}")
                .expect(200);
        ObjectNode draft = article("en", "Another secret", "", "", "Nothing.");
        draft.remove("status");
        String hidden = publish(draft);
        assertThat(found("secret")).isEmpty();
        assertThat(page("secret&count=exact&facet=type").at("/page/total").asInt())
                .isZero();
        assertThat(found("published")).containsExactly(slug);
        assertThat(editors("secret&sort=title")).containsExactly(hidden, slug);
        assertThat(editors("secret")).containsExactlyInAnyOrder(hidden, slug);
        assertThat(editors("published")).isEmpty();
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        assertThat(found("secret")).containsExactly(slug);
        assertThat(found("published")).isEmpty();
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        assertThat(found("secret")).isEmpty();
    }

    /** A schedule is pinned to its revision, and so is its search vector. */
    @Test
    void publishedOlderRevisionIsSearchedByItsText() {
        ObjectNode draft = article("en", "Firstborn", "", "", "Nothing.");
        draft.remove("status");
        String slug = publish(draft);
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Latecomer\"}").expect(200);
        Api.admin().put(Sample.path(slug) + "/publication", "{\"revision\": 1}").expect(200);
        assertThat(found("firstborn")).containsExactly(slug);
        assertThat(found("latecomer")).isEmpty();
    }

    @Test
    void relevanceCombinesTextAndDate() {
        String inBody = live("en", "Something", "", "", "The harbour was closed. " + "Other words. ".repeat(50));
        String inTitle = live("en", "Harbour closed", "", "", "Nothing.");
        ObjectNode old = article("en", "Harbour closed", "", "", "Nothing.");
        old.put("publishedAt", clock.now().minus(Duration.ofDays(3650)).toString());
        String before = publish(old);
        JsonNode page = page("harbour");
        assertThat(slugs(page)).containsExactly(inTitle, before, inBody);
        assertThat(page.at("/search/ranked").asText()).isEqualTo("all");
        assertThat(page("harbour&sort=relevance").path("data")).isEqualTo(page.path("data"));
        assertThat(found("harbour&sort=publishedAt").get(0)).isEqualTo(before);
        assertThat(page("harbour&sort=publishedAt").path("search").has("ranked"))
                .isFalse();
    }

    @Test
    void relevancePagesAreConsistent() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(live("en", "Lighthouse " + "again ".repeat(i % 3), "", "", "Nothing."));
        }
        List<String> whole = found("lighthouse");
        assertThat(whole).containsExactlyInAnyOrderElementsOf(all);
        List<String> walked = new ArrayList<>();
        JsonNode page = page("lighthouse&limit=2&count=exact");
        assertThat(page.at("/page/total").asInt()).isEqualTo(7);
        while (true) {
            walked.addAll(slugs(page));
            if (!page.at("/page/next").isTextual()) {
                break;
            }
            // Time passes and a new article goes live; the list must stay the same.
            clock.advance(Duration.ofDays(1));
            live("en", "Lighthouse", "", "", "Nothing.");
            page = page("lighthouse&limit=2&count=exact&after="
                    + page.at("/page/next").asText());
        }
        assertThat(walked).isEqualTo(whole);
        List<String> back = new ArrayList<>(slugs(page));
        while (page.at("/page/prev").isTextual()) {
            page = page("lighthouse&limit=2&before=" + page.at("/page/prev").asText());
            back.addAll(0, slugs(page));
        }
        assertThat(back).isEqualTo(whole);
    }

    @Test
    void misspelledQueryIsCorrectedWithoutMatches() {
        String slug = live("en", "Archipelago votes", "", "", "Nothing about boats.");
        assertThat(found("archipelgo")).containsExactly(slug);
        vocabulary.update();
        JsonNode page = page("archipelgo vote");
        assertThat(slugs(page)).containsExactly(slug);
        assertThat(page.at("/search/q").asText()).isEqualTo("archipelgo vote");
        assertThat(page.at("/search/corrected").asText()).isEqualTo("archipelago vote");
        assertThat(page("archipelago").path("search").has("corrected")).isFalse();
        assertThat(found("\"archipelgo\"")).isEmpty();
        assertThat(page("archipelgo&tag=nobody-knows").path("search").has("corrected"))
                .isFalse();
        assertThat(editors("archipelgo")).containsExactly(slug);

        String second = live("en", "Archipelago sleeps", "", "", "Nothing.");
        JsonNode first = page("archipelgo&limit=1&highlight=true");
        JsonNode next = page("archipelgo&limit=1&highlight=true&after="
                + first.at("/page/next").asText());
        assertThat(List.of(slugs(first).get(0), slugs(next).get(0))).containsExactlyInAnyOrder(slug, second);
        assertThat(next.at("/data/0/highlight/title").asText()).startsWith("<mark>Archipelago</mark> ");
    }

    @Test
    void highlightsAreSafe() {
        live(
                "en",
                "<script>alert('pumps')</script> & \"pumps\"",
                "",
                "Pumping <b>stops</b>.",
                "Far away. ".repeat(40) + "Then the pump was <mark>sold</mark>. " + "Far away. ".repeat(40));
        JsonNode highlight = page("pumps&highlight=true").at("/data/0/highlight");
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
                .get("/api/articles?status=any&type=" + type + "&highlight=true&q=pumps")
                .expect(200)
                .json();
        assertThat(editors.at("/data/0/highlight")).isEqualTo(highlight);
        live("de", "Der Elysée-Palast", "", "", "Nichts.");
        assertThat(page("elysee&highlight=true").at("/data/0/highlight/title").asText())
                .isEqualTo("Der <mark>Elysée</mark>-Palast");
        assertThat(page("elysee&highlight=true").at("/data/0/highlight/body").isNull())
                .isTrue();
        assertThat(page("elysee").at("/data/0").has("highlight")).isFalse();
    }

    @Test
    void searchCombinesWithFilters() {
        String tag = Sample.name("combined");
        ObjectNode one = article("en", "Turbine one", "", "", "Nothing.");
        one.putArray("tags").add(tag);
        ObjectNode two = article("de", "Turbine zwei", "", "", "Nichts.");
        two.putArray("tags").add(tag).add("energy");
        String first = publish(one);
        String second = publish(two);
        live("en", "Turbine three", "", "", "Nothing.");
        assertThat(found("turbine&tag=" + tag)).containsExactlyInAnyOrder(first, second);
        assertThat(found("turbine&tag=" + tag + "&tag.none=energy")).containsExactly(first);
        assertThat(found("turbine&tag.all=" + tag + ",energy&sort=title")).containsExactly(second);
        assertThat(found("turbine&locale=de")).containsExactly(second);
        JsonNode counted = page("turbine&tag=" + tag + "&facet=tag,locale&count=estimate");
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

    @Test
    void correctionsUseLiveArticlesOnly() {
        live("en", "Scandal qulacicodara", "", "", "Text.");
        String slug = found("qulacicodara").get(0);
        live("en", "Story of living kingdoms", "", "", "Text.");
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

    /** The first page, the last one, and a page behind the end. */
    @Test
    void searchInfoIsTheSameOnEveryPage() {
        live("en", "Peninsula votes", "", "", "Nothing.");
        live("en", "Peninsula sleeps", "", "", "Nothing.");
        for (String status : List.of("", "&status=any")) {
            Api api = Api.admin();
            String list = "/api/articles?limit=1&type=" + type + status + "&q=";
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

    /** Stop words aren't indexed in bodies, but in titles, as they are typed. */
    @Test
    void stopWordQueryFindsTitles() {
        String who = live("en", "The Who", "", "", "Nothing.");
        String hamlet = live("en", "To be or not to be", "", "", "Nothing.");
        String german = live("de", "Die oder das", "", "", "Nichts.");
        live("en", "Something else", "", "", "Here the one who is to be, or not.");
        assertThat(found("the")).containsExactly(who);
        assertThat(found("the who")).containsExactly(who);
        assertThat(found("\"to be or not to be\"")).containsExactly(hamlet);
        assertThat(found("oder das")).containsExactly(german);
        assertThat(found("not the")).isEmpty();
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
        live("en", "Refusal one", "", "", "Nothing.");
        live("en", "Refusal two", "", "", "Nothing.");
        String cursor = page("refusal&limit=1").at("/page/next").asText();
        assertThat(page("refusal&limit=1&after=" + cursor).at("/data")).hasSize(1);
        refused("q=refusals&limit=1&type=" + type + "&after=" + cursor, "after", "invalid-cursor");
        refused("q=refusal&sort=-publishedAt&type=" + type + "&after=" + cursor, "after", "invalid-cursor");
        refused("q=refusal&type=" + type + "&after=x", "after", "invalid-cursor");
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

    @Test
    void veryLongBodyIsPublished() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            body.append("wört").append(Integer.toString(i, 36)).append(i % 20 == 0 ? "\n\n" : " ");
        }
        String slug = live("de", "Sehr lang", "", "", body.toString());
        assertThat(found("wört77")).containsExactly(slug);
    }

    /** The search vector is stored once while the working copy is live, and separately while it isn't. */
    @Test
    void workingCopyIsFoundByItsOwnText() {
        String slug = live("en", "Zebra", "", "", "Nothing.");
        String path = Sample.path(slug);
        words("zebra", "zebra", slug);

        Api.admin().patch(path, "{\"title\": \"Okapi\"}").expect(200);
        words("zebra", "okapi", slug);
        Api.admin().put(path + "/publication", "{}").expect(200);
        words("okapi", "okapi", slug);
        Api.admin().put(path + "/publication", "{\"revision\": 1}").expect(200);
        words("zebra", "okapi", slug);
        Api.admin()
                .patch(path, "{\"title\": \"Giraffe\", \"status\": \"published\"}")
                .expect(200);
        words("giraffe", "giraffe", slug);

        Api.admin().delete(path + "/publication").expect(204);
        words(null, "giraffe", slug);
        Api.admin().put(path + "/publication", "{}").expect(200);
        words("giraffe", "giraffe", slug);
        Api.admin().delete(path).expect(204);
        Api.admin().delete(path + "/trash").expect(200);
        words(null, "giraffe", slug);
    }

    /** @param readers the one word that readers find the article by, or null */
    private void words(@Nullable String readers, String editors, String slug) {
        for (String word : List.of("zebra", "okapi", "giraffe")) {
            assertThat(found("\"" + word + "\"")).as(word).isEqualTo(word.equals(readers) ? List.of(slug) : List.of());
            for (String sort : List.of("", "&sort=title")) {
                assertThat(editors("\"" + word + "\"" + sort))
                        .as(word)
                        .isEqualTo(word.equals(editors) ? List.of(slug) : List.of());
            }
        }
        assertThat(sql.fetchValue("""
                        select count(*) from article_search s join article a on a.id = s.article_id where a.slug = ?
                        """, slug)).isEqualTo(editors.equals(readers) ? 0L : 1L);
    }

    private static void refused(String query, String parameter, String code) {
        assertThat(Api.anonymous()
                        .get("/api/articles?" + query)
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .as(query)
                .anyMatch(fault -> parameter.equals(fault.parameter()) && code.equals(fault.code()));
    }

    private List<String> found(String query) {
        return slugs(page(query));
    }

    /** The text before the first {@code &} is {@code q}. */
    private JsonNode page(String query) {
        return Api.anonymous()
                .get("/api/articles?type=" + type + "&q=" + encoded(query))
                .expect(200)
                .json();
    }

    private List<String> editors(String query) {
        return slugs(Api.admin()
                .get("/api/articles?status=any&type=" + type + "&q=" + encoded(query))
                .expect(200)
                .json());
    }

    private static String encoded(String query) {
        int end = query.indexOf('&') < 0 ? query.length() : query.indexOf('&');
        return URLEncoder.encode(query.substring(0, end), StandardCharsets.UTF_8) + query.substring(end);
    }

    private static List<String> slugs(JsonNode page) {
        List<String> slugs = new ArrayList<>();
        page.path("data").forEach(article -> slugs.add(article.path("slug").asText()));
        return slugs;
    }

    private String live(String locale, String title, String kicker, String summary, String body) {
        return publish(article(locale, title, kicker, summary, body));
    }

    private ObjectNode article(String locale, String title, String kicker, String summary, String body) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("slug", Sample.name("found"))
                .put("locale", locale)
                .put("title", title)
                .put("kicker", kicker.isEmpty() ? null : kicker)
                .put("summary", summary.isEmpty() ? null : summary)
                .put("body", body)
                .put("status", "published");
    }

    private static String publish(ObjectNode article) {
        return Api.admin()
                .post("/api/articles", article.toString())
                .expect(201)
                .article()
                .slug();
    }
}
