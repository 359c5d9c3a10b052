package dev.broadsheet.publications.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ExportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    DSLContext sql;

    private final String tag = Sample.name("tag");

    private String write(String title, String more) {
        return Api.admin()
                .post("/api/articles", """
                        {"title": "%s", "body": "Some *words*.", "tags": ["%s", "energy"]%s, "status": "published"}
                        """.formatted(title, tag, more))
                .expect(201)
                .article()
                .slug();
    }

    /** More articles than one fetch returns: the same articles as the pages of the list, in the same order. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "&sort=title", "&sort=-wordCount,-title", "&title.contains=3&include=body&body.format=html"})
    void exportEqualsTheWholeList(String query) {
        for (int i = 0; i < 110; i++) {
            write("Title " + i, "");
        }
        List<JsonNode> pages = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = Api.anonymous()
                    .get("/api/articles?limit=100&tag=" + tag + query + after)
                    .expect(200)
                    .json();
            page.path("data").forEach(pages::add);
            after = page.at("/page/next").isNull()
                    ? ""
                    : "&after=" + page.at("/page/next").asText();
        } while (!after.isEmpty());
        ApiResponse export = export("tag=" + tag + query);
        assertThat(lines(export)).isEqualTo(pages);
        assertThat(export.response().contentType()).isEqualTo("application/x-ndjson");
        assertThat(export.header("Content-Disposition")).isEqualTo("attachment; filename=\"articles.ndjson\"");
    }

    @Test
    void filtersCombineAsInTheList() {
        write("One", "");
        write("Two", "");
        assertThat(lines(export("tag.all=energy," + tag + "&tag.none=nothing"))).hasSize(2);
        assertThat(lines(export("tag=energy," + tag + "&slug=one"))).hasSizeLessThan(2);
        assertThat(lines(export("tag=" + tag + "&at=2020-01-01"))).isEmpty();
        String now = Api.anonymous()
                .get("/api/articles?limit=1&sort=-updatedAt&tag=" + tag)
                .json()
                .at("/data/0/updatedAt")
                .asText();
        assertThat(lines(export("tag=" + tag + "&at=" + now))).hasSize(2);
    }

    @Test
    void editorsExportWorkingCopies() {
        String slug = write("Live", "");
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Edited\"}").expect(200);
        Api.anonymous().get("/api/articles/export?status=any&tag=" + tag).problem(ProblemCode.UNAUTHORIZED);
        List<JsonNode> lines = lines(
                Api.admin().get("/api/articles/export?status=any&tag=" + tag).expect(200));
        JsonNode list = Api.admin()
                .get("/api/articles?status=any&tag=" + tag)
                .expect(200)
                .json();
        assertThat(lines).containsExactly(list.at("/data/0"));
        assertThat(lines.get(0).path("title").asText()).isEqualTo("Edited");
    }

    @Test
    void csvHasAColumnForEachMember() {
        write("Commas, \\\"quotes\\\"\\nand lines", ", \"slug\": \"%s\"".formatted(tag + "-a"));
        ApiResponse csv = export("format=csv&tag=" + tag
                + "&fields=slug,title,tags,tags.name,section,wordCount,kicker&include=body&body.format=html,text");
        assertThat(csv.response().contentType()).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"articles.csv\"");
        assertThat(csv.text())
                .startsWith("id,slug,kicker,title,")
                .contains("\"Commas, \"\"quotes\"\"\nand lines\"", "\"" + tag + ",energy\"")
                .endsWith("\r\n");
    }

    @Test
    void emptyCsvHasAHeader() {
        assertThat(export("format=csv&fields=title&tag=" + tag).text()).isEqualTo("id,title,links.self\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-7 degrees",
                "@home",
                "＝1+1",
                "＋1",
                "－7",
                "＠home",
                "﹦1",
                "\uFEFF=1+1",
                "\u200B\u200D+1",
                "\u00AD－7",
                "\u2060\uFEFF＠home"
            })
    void formulasAreEscapedInCsv(String title) {
        write(title, "");
        assertThat(export("format=csv&fields=title&tag=" + tag).text()).contains(",'" + title + ",");
        assertThat(lines(export("tag=" + tag)).get(0).path("title").asText()).isEqualTo(title);
    }

    @Test
    void otherTextIsUnchangedInCsv() {
        write("1 = 1, a@b, c-d", "");
        assertThat(export("format=csv&fields=title&tag=" + tag).text()).contains(",\"1 = 1, a@b, c-d\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv",
                "text/csv, application/x-ndjson;q=0.5 | text/csv",
                "text/*, */*;q=0.1 | text/csv",
                "application/x-ndjson;q=0, */* | text/csv",
                "application/x-ndjson | application/x-ndjson",
                "text/csv;q=0.5, application/x-ndjson | application/x-ndjson",
                "text/csv;q=0, */* | application/x-ndjson",
                "*/* | application/x-ndjson",
                "text/html, */*;q=0.8 | application/x-ndjson"
            })
    void acceptAppliesWithoutFormat(String accept, String type) {
        write("One", "");
        ApiResponse response = Api.anonymous()
                .accept(accept)
                .get("/api/articles/export?tag=" + tag)
                .expect(200);
        assertThat(response.response().contentType()).startsWith(type);
        assertThat(response.header("Vary")).contains("Accept");
        assertThat(response.text().startsWith("{")).isEqualTo(type.endsWith("ndjson"));
    }

    @Test
    void formatWinsOverAccept() {
        for (String accept : List.of("text/csv", "image/png")) {
            assertThat(Api.anonymous()
                            .accept(accept)
                            .get("/api/articles/export?format=ndjson&tag=" + tag)
                            .expect(200)
                            .response()
                            .contentType())
                    .startsWith("application/x-ndjson");
        }
        for (String accept : List.of("image/png", "application/xml, text/html", "text/csv;q=0")) {
            assertThat(Api.anonymous()
                            .accept(accept)
                            .get("/api/articles/export?tag=" + tag)
                            .problem(ProblemCode.NOT_ACCEPTABLE)
                            .detail())
                    .contains("application/x-ndjson", "text/csv");
        }
    }

    @Test
    void headHasTheHeadersOfGet() {
        ApiResponse head =
                Api.anonymous().head("/api/articles/export?format=csv").expect(200);
        assertThat(head.header("Content-Disposition")).contains("articles.csv");
        assertThat(head.text()).isEmpty();
    }

    @Test
    void pagingParametersAreRefused() {
        assertThat(Api.anonymous()
                        .get("/api/articles/export?limit=5&after=x&count=exact&facet=tag&format=xls&sort=x&titel=x")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .contains("limit", "after", "count", "facet", "format", "sort", "titel");
    }

    /** A truncated export must be recognizable: it lacks the last chunk of the chunked transfer coding. */
    @Test
    void failingExportHasNoEnd() throws IOException {
        write("One", "");
        String request = "/api/articles/export?sort=title&include=body&body.format=text&tag=" + tag;
        assertThat(RawHttp.send("GET " + request + " HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .contains("\"One\"")
                .endsWith("0\r\n\r\n");
        makeLong();
        try (Socket socket = asking(request)) {
            // The response is longer than the socket buffers, so the export is still running.
            await().atMost(PATIENCE).until(() -> sql.fetchSingle("""
                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where query like '%export_%' and state = 'idle in transaction'""").get(0, Integer.class) == 1);
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("200 OK", "\"One\"")
                    .doesNotEndWith("0\r\n\r\n");
        }
    }

    /** Makes the list several megabytes long. */
    private void makeLong() {
        for (int i = 0; i < 20; i++) {
            write("Long", ", \"summary\": \"%s\"".formatted("x".repeat(1000)));
        }
        sql.execute(
                "update publication set body_text = repeat('words ', 100000) where tag_ids && "
                        + "(select array_agg(id) from term where slug = ?)",
                tag);
    }

    /** Clients that don't read keep their permits; further clients get a 503, and succeed afterwards. */
    @Test
    void concurrentExportsAreLimited() throws IOException {
        makeLong();
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                idle.add(asking("/api/articles/export?include=body&body.format=text&tag=" + tag));
            }
            String other = "/api/articles/export?tag=" + Sample.name("nothing");
            await().atMost(PATIENCE).until(() -> Api.anonymous().get(other).status() == 503);
            ApiResponse refused = Api.anonymous().get(other);
            refused.problem(ProblemCode.BUSY);
            assertThat(refused.header("Retry-After")).isNotNull();
            for (Socket socket : idle) {
                socket.close();
            }
            await().atMost(PATIENCE).until(() -> Api.anonymous().get(other).status() == 200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static Socket asking(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static ApiResponse export(String query) {
        Api reader = query.contains("&at=") ? Api.admin() : Api.anonymous();
        return reader.get("/api/articles/export?" + query).expect(200);
    }

    private static List<JsonNode> lines(ApiResponse export) {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : export.text().split("\n")) {
            if (!line.isEmpty()) {
                try {
                    lines.add(new JsonMapper().readTree(line));
                } catch (JsonProcessingException unreadable) {
                    throw new AssertionError(line, unreadable);
                }
            }
        }
        return lines;
    }
}
