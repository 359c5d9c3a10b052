package dev.broadsheet.terms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The details of an author beside the name, written at /api/authors or filled in by an article that names the author.
 */
@QuarkusTest
class AuthorProfileTest {

    private final String author = Sample.name("ana-silva");
    private final String article = Sample.name("profile");

    private JsonNode author() {
        return Api.admin().get("/api/authors/" + author).expect(200).json();
    }

    private String text(String member) {
        return author().path(member).asText();
    }

    /** Uploads an article with the author's members in YAML flow style: {@code url: https://…, bio: Reporter}. */
    private ApiResponse upload(Api api, String members) {
        return api.send("PUT", Sample.path(article), "text/markdown", """
                ---
                title: Ports
                authors:
                - {name: %s, %s}
                status: published
                ---
                Text.
                """.formatted(author, members));
    }

    private static List<String> warnings(ApiResponse response) {
        return response.article().warnings().stream().map(Warning::detail).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authors", "tags", "sections"})
    void termHasAUrl(String kind) {
        String path = "/api/" + kind + "/" + author;
        ApiResponse made = Api.admin()
                .put(path, "{\"name\": \"%s\", \"url\": \"https://example.org/a?b=c\"}".formatted(author))
                .expect(201);
        assertThat(made.term().url()).isEqualTo("https://example.org/a?b=c");
        assertThat(Api.admin().put(path, made.text()).expect(200).header("ETag"))
                .as("sent back as it was read")
                .isEqualTo(made.header("ETag"));
        ApiResponse described =
                Api.admin().patch(path, "{\"description\": \"Reporter\"}").expect(200);
        assertThat(described.term().url()).isEqualTo("https://example.org/a?b=c");
        assertThat(Api.admin()
                        .get("/api/" + kind + "?limit=100&sort=-createdAt")
                        .expect(200)
                        .page(TermView.class)
                        .data())
                .extracting(TermView::url)
                .contains("https://example.org/a?b=c");
        assertThat(Api.admin().patch(path, "{\"url\": null}").expect(200).term().url())
                .isNull();
        Api.admin().patch(path, "{\"url\": \"http://e.org\"}").expect(200);
        assertThat(Api.admin()
                        .put(path, "{\"name\": \"Cleared\"}")
                        .expect(200)
                        .term()
                        .url())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "\"/authors/ana\", invalid-url",
        "\"javascript:alert(1)\", invalid-url",
        "\"ftp://example.org/\", invalid-url",
        "7, wrong-type",
    })
    void invalidUrlIsRefused(String url, String code) {
        List<Fault> faults = Api.admin()
                .post("/api/authors", "{\"name\": \"%s\", \"url\": %s}".formatted(author, url))
                .problem(ProblemCode.INVALID)
                .errors();
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/url");
            assertThat(fault.code()).isEqualTo(code);
        });
        String longest = "https://example.org/" + "a".repeat(1980);
        Api.admin()
                .post("/api/authors", "{\"name\": \"%s\", \"url\": \"%s\"}".formatted(author, longest))
                .expect(201);
        Api.admin()
                .patch("/api/authors/" + author, "{\"url\": \"%sa\"}".formatted(longest))
                .problem(ProblemCode.INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: https://e.org/ana, bio: Covers ports | https://e.org/ana | Covers ports",
                "website: https://e.org/ana, description: Covers ports | https://e.org/ana | Covers ports",
                "homepage: http://e.org, about: Covers ports | http://e.org | Covers ports",
                "uri: https://e.org/ana, short_bio: Covers ports | https://e.org/ana | Covers ports",
                "link: https://e.org/ana | https://e.org/ana | null",
                "Bio: 007 | null | 007",
                "url: '', website: https://e.org/ana, bio: null | https://e.org/ana | null",
                "url: /team/ana, website: https://e.org/ana | https://e.org/ana | null",
            })
    void uploadCreatesAnAuthorWithAProfile(String members, String url, String description) {
        upload(Api.admin(), members).expect(201);
        assertThat(text("url")).isEqualTo(url);
        assertThat(text("description")).isEqualTo(description);
        assertThat(warnings(upload(Api.admin(), members).expect(200)))
                .noneMatch(warning -> warning.contains("which stays"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: https://e.org/ana, email: a@e.org, twitter: '@ana' | email, twitter",
                "avatar: a.png, links: [{label: x}] | avatar, links",
                "url: ana.example.org | url",
                "url: https://e.org/ana, website: https://e.org/b | website",
                "id: ana, bio: [a] | id, bio",
            })
    void unknownAuthorMembersAreReported(String members, String leftOut) {
        assertThat(warnings(upload(Api.admin(), members).expect(201)))
                .containsExactly("Left out of authors: " + leftOut
                        + ". An author has a name, a url (http or https) and a description.");
    }

    @Test
    void uploadFillsOnlyMissingProfileMembers() {
        Api.admin()
                .put("/api/authors/" + author, "{\"name\": \"%s\", \"description\": \"Editor\"}".formatted(author))
                .expect(201);
        ApiResponse made =
                upload(Api.admin(), "url: https://e.org/ana, bio: Reporter").expect(201);
        assertThat(made.json().path("warnings").findValuesAsText("code")).containsExactly("author-details");
        assertThat(made.json().at("/warnings/0/pointer").asText()).isEqualTo("/authors/0");
        assertThat(warnings(made))
                .containsExactly(
                        "Left out: description. The author “%s” has another value, which stays; PATCH /api/authors/%s changes it."
                                .formatted(author, author));
        assertThat(text("url")).isEqualTo("https://e.org/ana");
        assertThat(text("description")).isEqualTo("Editor");
        ApiResponse same =
                upload(Api.admin(), "url: https://e.org/ana, bio: Editor").expect(200);
        assertThat(warnings(same)).isEmpty();
        assertThat(same.header("ETag")).as("of the article").isEqualTo(made.header("ETag"));
    }

    @Test
    void dryRunAndRefusalChangeNoProfile() {
        Api.admin()
                .put("/api/authors/" + author, "{\"description\": \"Editor\"}")
                .expect(201);
        ApiResponse dry = Api.admin()
                .post(
                        "/api/articles?dryRun=true",
                        "{\"title\": \"x\", \"authors\": [{\"slug\": \"%s\", \"url\": \"https://e.org\"}]}"
                                .formatted(author));
        assertThat(dry.text()).contains("term.changed");
        assertThat(author().path("url").isNull()).isTrue();
        upload(Api.admin().header("Prefer", "handling=strict"), "url: https://e.org, bio: Reporter")
                .problem(ProblemCode.INVALID);
        assertThat(author().path("url").isNull()).isTrue();
    }

    @Test
    void readersSeeTheProfileAtOnce() {
        upload(Api.admin(), "bio: Reporter").expect(201);
        String path = "/api/authors/" + author;
        String list = "/api/authors?limit=100&sort=-createdAt";
        for (String read : List.of(path, list)) {
            assertThat(Api.anonymous().get(read).expect(200).text()).doesNotContain("https://e.org/" + author);
        }
        upload(Api.admin(), "url: https://e.org/" + author).expect(200);
        for (String read : List.of(path, list)) {
            assertThat(Api.anonymous().get(read).expect(200).text()).contains("https://e.org/" + author);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"url\": \"https://e.org\", \"bio\": \"Reporter\" | ",
                "\"url\": \"https://e.org\", \"description\": \"Reporter\" | ",
                "\"url\": \"e.org\" | /authors/0/url invalid-url",
                "\"bio\": 7 | /authors/0/bio wrong-type",
                "\"bio\": \"a\", \"description\": \"b\" | /authors/0/bio two-descriptions",
                "\"website\": \"https://e.org\", \"email\": \"a@e.org\" | /authors/0/website unknown-member, /authors/0/email unknown-member",
            })
    void jsonProfileIsStrict(String members, String refusal) {
        ApiResponse response = Api.admin()
                .post(
                        "/api/articles",
                        "{\"title\": \"x\", \"authors\": [{\"name\": \"%s\", %s}]}".formatted(author, members));
        if (refusal == null) {
            response.expect(201);
            assertThat(text("url")).isEqualTo("https://e.org");
            assertThat(text("description")).isEqualTo("Reporter");
        } else {
            assertThat(response.problem(ProblemCode.INVALID).errors())
                    .extracting(fault -> fault.pointer() + " " + fault.code())
                    .containsExactlyInAnyOrder(refusal.split(", "));
            Api.admin().get("/api/authors/" + author).problem(ProblemCode.NOT_FOUND);
        }
    }

    @Test
    void tagTakesNoProfileInAnArticle() {
        assertThat(Api.admin()
                        .post(
                                "/api/articles",
                                "{\"title\": \"x\", \"tags\": [{\"name\": \"a\", \"url\": \"https://e.org\"}]}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly("/tags/0/url");
    }

    /** The first upload fills in the details; all others get a warning. */
    @Test
    void oneOfConcurrentUploadsFillsTheProfile() {
        Api.admin().put("/api/authors/" + author, "{}").expect(201);
        long warnings = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> Api.admin()
                        .post(
                                "/api/articles",
                                "{\"title\": \"x\", \"authors\": [{\"slug\": \"%s\", \"url\": \"https://e.org/%d\"}]}"
                                        .formatted(author, i))
                        .expect(201))
                .filter(response -> response.json()
                        .path("warnings")
                        .findValuesAsText("code")
                        .contains("author-details"))
                .count();
        assertThat(warnings).isEqualTo(7);
        assertThat(text("url")).startsWith("https://e.org/");
    }
}
