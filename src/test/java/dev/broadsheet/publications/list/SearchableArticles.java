package dev.broadsheet.publications.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The articles that a test searches. In each query, the text before the first {@code &} is {@code q}.
 *
 * @param type the type of all of them, so that articles of other tests don't match
 */
record SearchableArticles(String type) {

    static SearchableArticles create() {
        return new SearchableArticles(Sample.name("searched"));
    }

    String live(String locale, String title, String kicker, String summary, String body) {
        return publish(article(locale, title, kicker, summary, body));
    }

    ObjectNode article(String locale, String title, String kicker, String summary, String body) {
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

    static String publish(ObjectNode article) {
        return Api.admin()
                .post("/api/articles", article.toString())
                .expect(201)
                .article()
                .slug();
    }

    List<String> found(String query) {
        return slugs(page(query));
    }

    List<String> foundByEditors(String query) {
        return slugs(Api.admin()
                .get("/api/articles?status=any&type=" + type + "&q=" + encoded(query))
                .expect(200)
                .json());
    }

    JsonNode page(String query) {
        return Api.anonymous()
                .get("/api/articles?type=" + type + "&q=" + encoded(query))
                .expect(200)
                .json();
    }

    static List<String> slugs(JsonNode page) {
        List<String> slugs = new ArrayList<>();
        page.path("data").forEach(article -> slugs.add(article.path("slug").asText()));
        return slugs;
    }

    private static String encoded(String query) {
        int end = query.indexOf('&') < 0 ? query.length() : query.indexOf('&');
        return URLEncoder.encode(query.substring(0, end), StandardCharsets.UTF_8) + query.substring(end);
    }
}
