package dev.broadsheet.articles.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.articles.input.frontmatter.FrontMatter;
import dev.broadsheet.articles.input.frontmatter.FrontMatterText;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.json.JsonFaults;
import dev.broadsheet.kernel.json.Utf8;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses an uploaded article: JSON, Markdown with front matter, or an HTML page. curl sends a file without a content
 * type and data with the content type of a form. In both cases the start of the body decides the format.
 */
public final class ArticleParser {

    private static final Pattern LINE_END = Pattern.compile("\\R");

    static final String ACCEPTED = "application/json, text/markdown, text/html";

    private static final String FORM = "application/x-www-form-urlencoded";

    private ArticleParser() {}

    /** @throws Problem 400 if the body can't be read, 415 if its type is none of {@link #ACCEPTED} */
    public static ArticleUpload read(byte[] body, @Nullable MediaType type, ObjectMapper json) {
        String name = type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        String text = Utf8.text(body);
        refuseEmpty(text);
        return switch (form(name, text)) {
            case "json" -> ArticleUpload.json(json(text, json));
            case "json or front matter" -> jsonOrFrontMatter(text, json);
            case "html" -> HtmlPage.read(text);
            default -> markdown(text);
        };
    }

    private static void refuseEmpty(String text) {
        if (text.isBlank()) {
            throw new Problem(
                            ProblemCode.MALFORMED,
                            "The body is empty. (line 1)",
                            List.of(Fault.at("", "empty-body", "The body is empty.")))
                    .with("line", 1);
        }
    }

    private static String form(String type, String text) {
        return switch (type) {
            case "application/json" -> "json";
            case "text/html", "application/xhtml+xml" -> "html";
            case "text/markdown", "text/x-markdown", "text/plain" -> "markdown";
            case "", "application/octet-stream" -> guess(text);
            case FORM -> guessForm(text);
            default -> throw unsupported("An article is read as " + ACCEPTED + "; this is " + type + ".");
        };
    }

    private static Problem unsupported(String detail) {
        return new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail).header("Accept-Post", ACCEPTED);
    }

    private static String guess(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{")) {
            return "json or front matter";
        }
        return start.regionMatches(true, 0, "<!doctype", 0, 9) || start.regionMatches(true, 0, "<html", 0, 5)
                ? "html"
                : "markdown";
    }

    /**
     * For the form content type: {@code curl --data-binary} sends the file unchanged and is accepted; {@code curl -d}
     * strips the line ends and is refused.
     */
    private static String guessForm(String text) {
        String form = guess(text);
        if (form.equals("markdown") && text.strip().indexOf('\n') < 0) {
            throw unsupported("This is a form. An article is read as " + ACCEPTED
                    + ". curl -d sends a form without the line ends of the file: use -T file or --data-binary @file.");
        }
        return form;
    }

    /** Hugo's JSON front matter has no fences: text after the object makes it a Markdown file. */
    private static ArticleUpload jsonOrFrontMatter(String text, ObjectMapper json) {
        try {
            return ArticleUpload.json(json(text, json));
        } catch (Problem malformed) {
            if (malformed.code() == ProblemCode.MALFORMED && hasTextBehind(text)) {
                return markdown(text);
            }
            throw malformed;
        }
    }

    private static boolean hasTextBehind(String text) {
        try {
            return !FrontMatterText.of(text).body().isBlank();
        } catch (Problem noFrontMatter) {
            return false;
        }
    }

    private static JsonNode json(String text, ObjectMapper json) {
        try {
            return json.readTree(text);
        } catch (ArithmeticException | NumberFormatException number) {
            throw new Problem(ProblemCode.MALFORMED, "A number is too large.");
        } catch (JsonProcessingException failure) {
            throw JsonFaults.of(failure);
        }
    }

    public static ArticleUpload markdown(String file) {
        refuseEmpty(file);
        FrontMatterText text = FrontMatterText.of(file);
        FrontMatter front = FrontMatter.read(text.members());
        if (!text.body().isBlank()) {
            if (front.article().hasNonNull("body")) {
                throw new ValidationProblem(Fault.at(
                        "/body",
                        "two-bodies",
                        "The front matter has a body, and there is text below the front matter."));
            }
            front.article().putObject("body").put("markdown", text.body());
        }
        List<Warning> warnings = new ArrayList<>(text.warnings());
        warnings.addAll(front.warnings());
        boolean untitled = !front.article().has("title");
        String before = file.substring(0, file.length() - text.body().length());
        return new ArticleUpload(
                front.article(),
                ArticleInputReader.InputContext.file(
                        untitled, (int) LINE_END.matcher(before).results().count(), front.names(), warnings));
    }
}
