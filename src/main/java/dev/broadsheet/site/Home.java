package dev.broadsheet.site;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The content of the home page, the same for HTML and JSON.
 *
 * @param key where the first key is, for the commands
 * @param start commands that work when pasted after the command in {@code key}; their URLs begin with
 *     broadsheet.public-url, or with localhost
 * @param links further pages by name
 */
@Schema(name = "Home")
public record Home(
        String name, String version, String description, Key key, List<Step> start, Map<String, String> links) {

    static final String DESCRIPTION = "A headless CMS for articles: written with curl, read as JSON.";

    /** A command to try. */
    public record Step(String title, String curl) {}

    /**
     * The location of the first key.
     *
     * @param command sets KEY in a shell
     */
    @Schema(name = "HomeKey")
    public record Key(
            @Schema(examples = "KEY=$(cat data/admin.key)") String command,

            @Schema(
                    examples =
                            "The first admin key is in the file data/admin.key, seen from where Broadsheet was started.")
            String description) {

        private static final String PRODUCTION =
                " In production, give each client a key of its own, with the permissions that it needs (POST /api/keys)";

        /** @param file the file of the first key, as a shell names it */
        static Key inFile(String file) {
            return new Key(
                    "KEY=$(cat " + file + ")",
                    "The first admin key is in the file " + file + ", seen from where Broadsheet was started."
                            + PRODUCTION
                            + ", keep the admin key elsewhere and delete the file; or choose it yourself by BROADSHEET_ADMIN_KEY.");
        }

        static Key inDataFolder() {
            return new Key(
                    "KEY=YOUR-KEY",
                    "The first admin key is in the file admin.key of the data folder (BROADSHEET_DATA)." + PRODUCTION
                            + ", keep the admin key elsewhere and delete the file; or choose it yourself by BROADSHEET_ADMIN_KEY.");
        }

        static Key configured() {
            return new Key("KEY=YOUR-KEY", "The admin key is the one in BROADSHEET_ADMIN_KEY." + PRODUCTION + ".");
        }
    }

    /** @param base scheme, host and port, without a trailing slash */
    static Home at(String base, String version, Key first, PageSettings pages) {
        String key = "-H \"Authorization: Bearer $KEY\" ";
        return new Home(
                "Broadsheet",
                version,
                DESCRIPTION,
                first,
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
                links(base, pages));
    }

    private static Map<String, String> links(String base, PageSettings pages) {
        Map<String, String> links = new java.util.LinkedHashMap<>();
        links.put("articles", base + "/api/articles");
        if (pages.apiBrowser()) {
            links.put("apiBrowser", base + "/q/swagger-ui");
        }
        links.put("openapi", base + "/q/openapi");
        links.put("health", base + "/q/health");
        if (pages.metrics()) {
            links.put("metrics", base + "/q/metrics");
        }
        links.put("problems", base + "/problems");
        return links;
    }
}
