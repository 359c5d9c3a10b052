package dev.broadsheet.site;

import java.util.List;
import java.util.Map;

/**
 * The facts of the first page, the same for people and programs.
 *
 * @param start commands that work as pasted, with broadsheet.public-url or localhost
 * @param links what else there is, by name
 */
public record Home(String name, String version, String description, List<Step> start, Map<String, String> links) {

    static final String DESCRIPTION = "A headless CMS for articles: written with curl, read as JSON.";

    /** One thing to try. */
    public record Step(String title, String curl) {}

    /** @param base scheme, host and port, without a slash at the end */
    static Home at(String base, String version) {
        String key = "-H \"Authorization: Bearer YOUR-KEY\" ";
        return new Home(
                "Broadsheet",
                version,
                DESCRIPTION,
                List.of(
                        new Step(
                                "Publish an article as JSON",
                                "curl " + key + "-H \"Content-Type: application/json\" -d '{\"title\": \"Hello\","
                                        + " \"body\": \"It *works*.\", \"tags\": [\"news\"], \"status\": \"published\"}' "
                                        + base + "/api/articles"),
                        new Step(
                                "Upload a Markdown file",
                                "curl " + key + "-T story.md " + base + "/api/articles/my-story"),
                        new Step("Read by tag", "curl \"" + base + "/api/articles?tag=news\""),
                        new Step("Read one article", "curl " + base + "/api/articles/hello"),
                        new Step("Check a key", "curl " + key + base + "/api/me")),
                links(base));
    }

    private static Map<String, String> links(String base) {
        Map<String, String> links = new java.util.LinkedHashMap<>();
        links.put("articles", base + "/api/articles");
        links.put("apiBrowser", base + "/q/swagger-ui");
        links.put("openapi", base + "/q/openapi");
        links.put("health", base + "/q/health");
        links.put("metrics", base + "/q/metrics");
        links.put("problems", base + "/problems");
        return links;
    }
}
