package dev.broadsheet.articles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.http.JsonFaults;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads an article in whatever form it comes: JSON, Markdown with YAML front matter between lines of three hyphens, or
 * an HTML page. curl sends a file without a type, and data with that of a form, so what has neither of the three types is
 * told by its first character.
 */
final class Uploads {

    static final String ACCEPTED = "application/json, text/markdown, text/html";

    static final int MAX_FRONT_MATTER = 256 * 1024;

    private static final Pattern FRONT_MATTER = Pattern.compile(
            "\\A---[ \\t]*\\R(?<yaml>.*?)(?:^|\\R)(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)",
            Pattern.DOTALL | Pattern.MULTILINE);

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .loaderOptions(limits())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Uploads() {}

    static NewsDesk.Upload read(String body, @Nullable MediaType type, ObjectMapper json) {
        String text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        if (text.isBlank()) {
            throw malformed("The body is empty.", 1);
        }
        return switch (form(type, text)) {
            case "json" -> NewsDesk.Upload.json(json(text, json));
            case "html" -> HtmlPage.read(text);
            default -> markdown(text);
        };
    }

    private static String form(@Nullable MediaType type, String text) {
        String name = type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(java.util.Locale.ROOT);
        return switch (name) {
            case "application/json" -> "json";
            case "text/html", "application/xhtml+xml" -> "html";
            case "text/markdown", "text/x-markdown", "text/plain" -> "markdown";
            case "", "application/octet-stream", "application/x-www-form-urlencoded" -> guess(text);
            default ->
                throw new Problem(
                                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                                "An article is read as " + ACCEPTED + "; this is " + name + ".")
                        .header("Accept-Post", ACCEPTED);
        };
    }

    private static String guess(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{")) {
            return "json";
        }
        return start.regionMatches(true, 0, "<!doctype", 0, 9) || start.regionMatches(true, 0, "<html", 0, 5)
                ? "html"
                : "markdown";
    }

    private static JsonNode json(String text, ObjectMapper json) {
        try {
            return json.readTree(text);
        } catch (ArithmeticException | NumberFormatException number) {
            throw malformed("A number is too large.", 1);
        } catch (JsonProcessingException failure) {
            throw JsonFaults.of(failure);
        }
    }

    static NewsDesk.Upload markdown(String file) {
        if (file.startsWith("+++")) {
            throw malformed("Front matter must be YAML between lines of ---; this is TOML (+++).", 1);
        }
        Matcher matcher = FRONT_MATTER.matcher(file);
        boolean fronted = matcher.find();
        if (!fronted && file.startsWith("---\n") && file.indexOf(":") > 0) {
            throw malformed("The front matter has no closing line of ---.", 1);
        }
        ObjectNode front = fronted ? yaml(matcher.group("yaml")) : YAML.createObjectNode();
        String body = fronted ? file.substring(matcher.end()) : file;
        FrontMatter read = FrontMatter.read(front);
        if (!body.isBlank()) {
            if (read.article().hasNonNull("body")) {
                throw malformed("The front matter has a body, and there is one below it.", 1);
            }
            read.article().putObject("body").put("markdown", body);
        }
        return new NewsDesk.Upload(
                read.article(), new SubmissionReader.Upload(!front.has("title"), read.aliases(), read.warnings()));
    }

    private static ObjectNode yaml(String text) {
        if (text.length() > MAX_FRONT_MATTER) {
            throw new Problem(
                    ProblemCode.TOO_LARGE, "The front matter is larger than " + MAX_FRONT_MATTER + " characters.");
        }
        try {
            JsonNode tree = YAML.readTree(text);
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return YAML.createObjectNode();
            }
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw malformed("The front matter must consist of “name: value” lines.", 2);
        } catch (JsonProcessingException notYaml) {
            int line = notYaml.getLocation() == null ? 1 : notYaml.getLocation().getLineNr();
            throw malformed("The front matter is not valid YAML.", line + 1);
        }
    }

    private static Problem malformed(String detail, int line) {
        return new Problem(
                        ProblemCode.MALFORMED,
                        detail + " (line " + line + ")",
                        List.of(Fault.at("", "front-matter", detail)))
                .with("line", line);
    }

    /** Against documents that unfold without end. */
    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(30);
        options.setCodePointLimit(MAX_FRONT_MATTER + 1);
        return options;
    }
}
