package dev.broadsheet.articles.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files that are easily refused or misread. The inputs are in resources/files. */
@QuarkusTest
class FileCasesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            # file                        | member       | expected
            title-yes.md                  | /title       | "Yes"
            locale-norway.md              | /locale      | "no"
            fm-locale-underscore.md       | /locale      | "zh-TW"
            externalid-leading-zero.md    | /externalId  | "00217"
            externalid-exponent.md        | /externalId  | "48e15"
            kicker-leading-zero.md        | /kicker      | "010"
            tag-leading-zero.md           | /tags/*/name | ["007", "0x1F", "1_000"]
            yaml-inf.md                   | /tags/*/name | [".inf"]
            empty-date.md                 | /publishedAt | null
            empty-image.md                | /hero        | null
            empty-string-image.md         | /hero        | null
            empty-custom-member.md        | /custom      | {"editor": null, "desk": null}
            alias-scalar.md               | /summary     | "Harbour opens"
            alias-list.md                 | /custom      | {"crew": ["Ann", "Bo"], "guests": ["Ann", "Bo"]}
            alias-tags.md                 | /tags/*/name | ["port", "quay"]
            merge-key.md                  | /custom/one  | {"no": 1, "lang": "de"}
            date-one-digit.md             | /publishedAt | "2019-01-09T00:05:00.000Z"
            date-short-offset.md          | /publishedAt | "2016-03-23T13:00:00.000Z"
            date-utc-word.md              | /publishedAt | "2021-12-17T09:35:23.000Z"
            pubdate-month-name.md         | /publishedAt | "2022-07-08T00:00:00.000Z"
            pubdate-past.md               | /publishedAt | "2022-07-08T00:00:00.000Z"
            json-publishat-past.json      | /publishedAt | "2019-05-04T10:00:00.000Z"
            draft-publishat-past-silent.json | /publishedAt | "2019-05-04T10:00:00.000Z"
            fm-toml.md                    | /tags/*/name | ["a"]
            fm-toml.md                    | /publishedAt | "2024-01-02T00:00:00.000Z"
            fm-synonyms.md                | /canonicalUrl | "https://e.org/t"
            fm-synonyms.md                | /hero/url    | "/a.png"
            fm-synonyms.md                | /updatedAt   | "2020-01-01T00:00:00.000Z"
            fm-series-math.md             | /custom      | {"series": ["Harbours"], "math": true, "featured": true}
            fm-slug-capitals.md           | /slug        | "spring-fair"
            fm-author-object.md           | /authors/*/name | ["Jo Ek"]
            author-degree.md              | /authors/*/name | ["Dr. Kim Lund, PhD"]
            front-matter-after-blank.md   | /title       | "Pier"
            front-matter-after-blank.md   | /tags/*/name | ["a"]
            """)
    void fileIsReadAsExpected(String file, String member, String expected) throws IOException {
        String path = Sample.path(Sample.name("case"));
        JsonNode article = upload(path, file).expect(201).json();
        try {
            assertThat(member(article, member)).isEqualTo(JSON.readTree(expected));
            ApiResponse again = upload(article.at("/links/self").asText(), file).expect(200);
            assertThat(again.article().revision()).isEqualTo(1);
        } finally {
            String self = article.at("/links/self").asText();
            Api.admin().delete(self);
            Api.admin().delete(self + "?permanent=true");
        }
    }

    /** Reads a JSON pointer; {@code /*} reads the rest from each entry of a list. */
    private static JsonNode member(JsonNode article, String pointer) {
        int each = pointer.indexOf("/*");
        if (each < 0) {
            return article.at(pointer);
        }
        var values = JSON.createArrayNode();
        article.at(pointer.substring(0, each)).forEach(entry -> values.add(entry.at(pointer.substring(each + 2))));
        return values;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            # file                     | code           | says
            fm-series-math.md          | unknown-member | Kept in custom: series, math, featured.
            fm-author-object.md        | author-details | Left out of authors: email. An author has a name, a url (http or https) and a description.
            fm-slug-capitals.md        | slug-changed   | “Spring-Fair” can't be a slug; it became “spring-fair”.
            """)
    void fileGivesTheExpectedWarnings(String file, String code, String detail) throws IOException {
        List<Warning> warnings = Api.admin()
                .send("POST", "/api/articles?dryRun=true", type(file), bytes(file))
                .article()
                .warnings();
        assertThat(warnings).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo(code);
            assertThat(warning.detail()).isEqualTo(detail);
        });
    }

    @Test
    void parserErrorNamesCauseAndLine() throws IOException {
        ApiResponse colons = Api.admin().send("POST", "/api/articles", "text/markdown", bytes("yaml-colon-title.md"));
        assertThat(colons.problem(ProblemCode.MALFORMED).detail())
                .contains("mapping values are not allowed here", "needs quotation marks", "line 2, column 12");
        assertRefused("---\ntitle: a\n\tkicker: b\n---\n", "line 3, column 1");
        assertRefused(
                "---\ntitle: a\ntags: [x]\ntitle: b\n---\n",
                "“title” is there twice, first on line 2. (line 4, column 1)");
        assertRefused("+++\ntitle = \n+++\n", "line 2");
        assertRefused("---json\n{\"title\": }\n---\n", "line 2, column 11");
        String deep = "[".repeat(50_000);
        assertRefused("---\na: " + deep + "\n---\n", "nested deeper than 30 levels");
        assertRefused("+++\na = " + deep + "\n+++\n", "not valid TOML");
        assertRefused("---json\n{\"a\": " + deep + "}\n---\n", "not valid JSON");
        assertRefused("---json\nnull\n---\n", "must be a JSON object");
        assertRefused("---\na: &a [*a]\n---\n", "An alias must not stand inside of its own anchor.");
    }

    private static void assertRefused(String file, String reason) {
        assertThat(Api.admin()
                        .send("POST", "/api/articles", "text/markdown", file)
                        .problem(ProblemCode.MALFORMED)
                        .detail())
                .contains(reason);
    }

    @Test
    void yamlAliasesAreExpandedWithinLimits() {
        StringBuilder bomb = new StringBuilder("---\ncustom:\n  a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'i'; c++) {
            String before = "*" + (char) (c - 1) + ", ";
            bomb.append("  ")
                    .append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(before.repeat(9))
                    .append("*")
                    .append((char) (c - 1))
                    .append("]\n");
        }
        assertRefused(bomb + "---\n", "20000 values");
    }

    @Test
    void faultUsesTheNameInTheFile() {
        assertThat(Api.admin()
                        .send(
                                "POST",
                                "/api/articles",
                                "text/markdown",
                                "---\npubDate: soon\nkeywords: [\"\\a\"]\n---\nx")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting("pointer")
                .containsExactlyInAnyOrder("/pubDate", "/keywords/0");
    }

    @Test
    void misspelledMemberIsReported() {
        Warning warning = Api.admin()
                .send("POST", "/api/articles?dryRun=true", "text/markdown", "---\ntitel: T\nsumary: s\n---\nx")
                .article()
                .warnings()
                .get(0);
        assertThat(warning.detail())
                .isEqualTo(
                        "Kept in custom: titel, sumary. “titel”: did you mean “title”? “sumary”: did you mean “summary”?");
        Api.admin()
                .header("Prefer", "handling=strict")
                .send("POST", "/api/articles?dryRun=true", "text/markdown", "---\ntitel: T\n---\nx")
                .expect(422);
    }

    private static ApiResponse upload(String path, String file) throws IOException {
        return Api.admin().send("PUT", path, type(file), bytes(file));
    }

    private static String type(String file) {
        return file.endsWith(".json") ? "application/json" : "text/markdown";
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream input = Objects.requireNonNull(FileCasesTest.class.getResourceAsStream("/files/" + file))) {
            return input.readAllBytes();
        }
    }
}
