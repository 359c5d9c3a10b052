package dev.broadsheet.terms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A term is found by its folded name. Each name gets a unique word in front, so that tests don't affect each other. */
@QuarkusTest
class TermIdentityTest {

    /** The names that are sent, separated by slashes, and the names that the article then has. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "authors-han-homophones|authors|李明 / 黎明|李明 / 黎明",
                "section-and-tag-filter-homophone|tags|视力 / 势力|视力 / 势力",
                "tags-han-homophones|tags|公式 / 攻势|公式 / 攻势",
                "tags-hebrew-alef-ayin|tags|אור / עור|אור / עור",
                "tags-vietnamese-tones|tags|bán / bạn / bận|bán / bạn / bận",
                "cyrillic|authors|Мишин / Мищин|Мишин / Мищин",
                "accents|tags|café / cafe / Café / CAFE|café / cafe",
                "cafe first|tags|cafe / café|cafe / café",
                "signs|tags|.NET / NET / A* / A|.NET / NET / A* / A",
                "emoji|tags|🔥 / 🧯 / 🔥|🔥 / 🧯",
                "case|tags|Energy / ENERGY / energy|Energy",
                "width|tags|Ａ１ / a1|Ａ１",
                "composition|tags|bán / ba\u0301n|bán",
                "invisible|tags|Hafen\u00adfest / Hafenfest|Hafen\u00adfest",
                "apostrophes|authors|Flann O’Brien / Flann O'Brien|Flann O’Brien",
                "degree|authors|Dr. Kim Lund, PhD|Dr. Kim Lund, PhD",
            })
    void articleKeepsTheNamesSent(String about, String member, String sent, String right) {
        String mark = Sample.name("i").replace("-", "");
        String article = Sample.name("identity");
        String body = article(member, names(mark, sent));
        ApiResponse made = Api.admin().put(Sample.path(article), body).expect(201);
        assertThat(names(Sample.workingCopy(article).json().path(member))).isEqualTo(names(mark, right));
        ApiResponse again = Api.admin().put(Sample.path(article), body).expect(200);
        assertThat(again.header("ETag")).as("sent again").isEqualTo(made.header("ETag"));

        List<String> slugs =
                values(Sample.workingCopy(article).json().path(member), "slug").toList();
        assertThat(slugs).doesNotHaveDuplicates().allMatch(Slug::isValid);
        String filter = member.substring(0, member.length() - 1);
        for (int i = 0; i < slugs.size(); i++) {
            String slug = slugs.get(i);
            assertThat(found(filter, slug)).as("by slug").containsExactly(article);
            String name = names(mark, right).get(i);
            assertThat(found(filter, name)).as("by name").containsExactly(article);
            assertThat(found(filter, name.toUpperCase(java.util.Locale.ROOT)))
                    .as("in capitals")
                    .containsExactly(article);
            for (String spelling : List.of(encoded(name), encoded(name.toUpperCase(java.util.Locale.ROOT)))) {
                if (!spelling.equals(slug)) {
                    assertThat(Api.admin()
                                    .get("/api/" + member + "/" + spelling)
                                    .expect(308)
                                    .header("Location"))
                            .endsWith("/api/" + member + "/" + slug);
                }
            }
        }
    }

    @Test
    void tagFilterFindsNoSimilarSpelling() {
        String mark = Sample.name("i").replace("-", "");
        String eyes = Sample.live(mark + " 视力");
        String power = Sample.live(mark + " 势力");
        assertThat(live("tag=" + encoded(mark + " 势力"))).containsExactly(power);
        assertThat(live("tag=" + encoded(mark + " 视力"))).containsExactly(eyes);
        assertThat(live("tag.all=" + encoded(mark + " 势力,") + encoded(mark + " 视力")))
                .isEmpty();
        assertThat(live("tag=" + encoded(mark + " 势力") + "," + encoded(mark + " 视力") + "&tag.none="
                        + encoded(mark + " 视力")))
                .containsExactly(power);
        assertThat(queried("{\"tag\": [\"" + mark + " 势力\"]}")).containsExactly(power);
    }

    /** Queries for a name with a comma, and the articles found: that of the whole name, or those of its parts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Kim Lund, PhD|whole",
                "kim lund, phd|whole",
                "\"Kim Lund, PhD\"|whole",
                "\"Kim Lund, PhD\",Ada Moreno|whole ada",
                "Ada Moreno, \"Kim Lund, PhD\"|whole ada",
                "\"Ada Moreno\"|ada",
                "Ada Moreno,Bo Rask|ada bo",
                "Ada Moreno, Bo Rask|ada bo",
            })
    void namesMayContainCommas(String query, String right) {
        String mark = Sample.name("i").replace("-", "");
        List<String> all = new ArrayList<>();
        for (String author : List.of("Kim Lund, PhD", "Ada Moreno", "Bo Rask")) {
            String slug = Sample.name("comma");
            all.add(slug);
            Api.admin()
                    .put(Sample.path(slug), article("authors", List.of(mark + " " + author)))
                    .expect(201);
        }
        List<String> expected = IntStream.range(0, 3)
                .filter(i -> right.contains(List.of("whole", "ada", "bo").get(i)))
                .mapToObj(all::get)
                .toList();
        String marked = query.replaceAll("(?i)(kim lund|Ada|Bo)", mark + " $1");
        assertThat(found("author", marked)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(drafts("author=" + encoded(mark + " Kim Lund, PhD") + "&author=" + encoded(mark + " Bo Rask")))
                .as("repeated")
                .containsExactlyInAnyOrder(all.get(0), all.get(2));
    }

    @Test
    void secondTermWithASlugGetsANumber() {
        String mark = Sample.name("i").replace("-", "");
        TermView first = createTag("{\"name\": \"" + mark + " 李明\"}");
        TermView second = createTag("{\"name\": \"" + mark + " 黎明\"}");
        assertThat(first.slug()).isEqualTo(mark + "-li-ming");
        assertThat(second.slug()).isEqualTo(mark + "-li-ming-2");
        assertThat(slugOf(mark + " 黎鸣")).isEqualTo(mark + "-li-ming-3");
        assertThat(slugOf(mark + " 黎明")).isEqualTo(mark + "-li-ming-2");
        assertThat(slugOf(mark + "-li-ming"))
                .as("a slug finds the term that has it")
                .isEqualTo(mark + "-li-ming");
        Api.admin().post("/api/tags", "{\"name\": \"" + mark + " 黎明\"}").problem(ProblemCode.DUPLICATE);
    }

    /**
     * A text that is a slug becomes the term with that slug; a name with the same transliteration becomes another term.
     */
    @Test
    void slugAndSimilarNameAreDistinct() {
        String mark = Sample.name("i").replace("-", "");
        String article = Sample.name("identity");
        String body = article("tags", List.of(mark + "é", mark + "e"));
        ApiResponse made = Api.admin().put(Sample.path(article), body).expect(201);
        assertThat(Sample.workingCopy(article).article().tags())
                .extracting(TermName::slug)
                .containsExactly(mark + "e-2", mark + "e");
        assertThat(Api.admin().put(Sample.path(article), body).expect(200).header("ETag"))
                .isEqualTo(made.header("ETag"));
        String file = Api.admin()
                .accept("text/markdown")
                .get(Sample.path(article) + "?version=draft")
                .expect(200)
                .text();
        assertThat(Api.admin()
                        .send("PUT", Sample.path(article), "text/markdown", file)
                        .expect(200)
                        .header("ETag"))
                .as("as a file")
                .isEqualTo(made.header("ETag"));
    }

    @Test
    void aliasMayBeSpelledLikeAnotherTerm() {
        String mark = Sample.name("i").replace("-", "");
        createTag("{\"name\": \"" + mark + " 李明\"}");
        String other = createTag("{\"name\": \"" + mark + " Li\", \"aliases\": [\"" + mark + " 黎明\"]}")
                .slug();
        assertThat(slugOf(mark + " 黎明")).isEqualTo(other);
        assertThat(slugOf(mark + " 李明")).isEqualTo(mark + "-li-ming");
        assertThat(Api.admin()
                        .get("/api/tags/" + encoded(mark + " 黎明"))
                        .expect(308)
                        .header("Location"))
                .endsWith("/" + other);
        Api.admin()
                .post("/api/tags/" + other + "/merge", "{\"into\": \"" + mark + " 李明\"}")
                .expect(200);
        assertThat(slugOf(mark + " 黎明")).isEqualTo(mark + "-li-ming");
        assertThat(slugOf(mark + " Li")).isEqualTo(mark + "-li-ming");
    }

    /** Uploading a file again after a tag was renamed keeps the tag. */
    @ParameterizedTest
    @ValueSource(strings = {"tags", "authors", "sections"})
    void formerNameStillFindsTheTerm(String kind) {
        String name = Sample.name("Ürgence");
        String made = Api.admin()
                .post("/api/" + kind, "{\"name\": \"" + name + "\"}")
                .expect(201)
                .term()
                .slug();
        String path = "/api/" + kind + "/" + made;
        TermView renamed = Api.admin()
                .patch(path, "{\"name\": \"" + name + " II\"}")
                .expect(200)
                .term();
        assertThat(renamed.formerNames()).hasSize(1);
        assertThat(Api.admin()
                        .get("/api/" + kind + "/" + encoded(name))
                        .expect(308)
                        .header("Location"))
                .endsWith(path);
        JsonNode back = Api.admin()
                .patch(path, "{\"name\": \"" + name.toUpperCase(java.util.Locale.ROOT) + "\"}")
                .expect(200)
                .json();
        assertThat(back.path("formerNames").toString()).contains(" II").doesNotContain("\"" + name + "\"");
    }

    @Test
    void concurrentSimilarNamesMakeOneTermEach() {
        String mark = Sample.name("i").replace("-", "");
        List<String> names = List.of(mark + " 公式", mark + " 攻势", mark + " 公事", mark + " 工事");
        List<Integer> statuses = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> Api.admin()
                        .post("/api/articles", article("tags", List.of(names.get(i % 4), names.get((i + 1) % 4))))
                        .status())
                .toList();
        assertThat(statuses).containsOnly(201);
        assertThat(names.stream().map(TermIdentityTest::slugOf))
                .containsExactlyInAnyOrder(
                        mark + "-gong-shi", mark + "-gong-shi-2", mark + "-gong-shi-3", mark + "-gong-shi-4");
    }

    private static String article(String member, List<String> names) {
        var article = JsonNodeFactory.instance.objectNode().put("title", "T").put("body", "x");
        names.forEach(article.putArray(member)::add);
        return article.toString();
    }

    private static List<String> names(String mark, String texts) {
        return List.of(texts.split(" / ")).stream()
                .map(text -> mark + " " + text)
                .toList();
    }

    private static List<String> names(JsonNode terms) {
        return values(terms, "name").toList();
    }

    private static java.util.stream.Stream<String> values(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.path(member).asText());
    }

    private static List<String> found(String filter, String name) {
        return drafts(filter + "=" + encoded(name));
    }

    private static List<String> drafts(String query) {
        return Api.admin()
                .get("/api/articles?status=any&" + query)
                .expect(200)
                .articles()
                .slugs();
    }

    private static List<String> live(String query) {
        return Api.anonymous()
                .get("/api/articles?" + query)
                .expect(200)
                .articles()
                .slugs();
    }

    private static List<String> queried(String query) {
        return Api.anonymous()
                .post("/api/articles/query", query)
                .expect(200)
                .articles()
                .slugs();
    }

    private static TermView createTag(String tag) {
        return Api.admin().post("/api/tags", tag).expect(201).term();
    }

    /** The slug of the tag that a new article with this name gets. */
    private static String slugOf(String name) {
        return Api.admin()
                .post("/api/articles", article("tags", List.of(name)))
                .expect(201)
                .article()
                .tags()
                .get(0)
                .slug();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
