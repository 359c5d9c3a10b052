package dev.broadsheet.articles.input.frontmatter;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text file, split into front matter and body. Front matter is YAML between lines of {@code ---}, TOML between lines
 * of {@code +++} (or {@code ---toml} and {@code ---}), or a JSON object by itself or between {@code ---json} and
 * {@code ---}. It may follow blank lines.
 *
 * @param members empty if there is no front matter
 * @param body the text after the front matter
 * @param warnings reports text that looks like front matter but was not read as such
 */
public record FrontMatterText(FrontMatterData members, String body, List<Warning> warnings) {

    /** Maximum length of front matter, in characters. */
    public static final int MAX_LENGTH = 256 * 1024;

    // Possessive quantifiers: neither time nor stack depth may grow faster than the length of the text.
    private static final Pattern BLANK_START = Pattern.compile("\\A(?:[ \\t]*+\\R)*+");
    private static final Pattern FENCE =
            Pattern.compile("\\A(?:---|\\+\\+\\+)[ \\t]*+(yaml|toml|json)?+[ \\t]*+(?:\\R|\\z)");
    private static final Pattern OTHER_FORMAT = Pattern.compile("\\A---[ \\t]*+([A-Za-z]\\w{0,19})[ \\t]*+\\R");
    private static final Pattern BEHIND_COMMENT =
            Pattern.compile("\\A<!--.{0,500}?-->\\s*+---[ \\t]*+\\R", Pattern.DOTALL);
    private static final Pattern JSON_OBJECT = Pattern.compile("\\A\\{\\s*[\"}]");

    /** A line of “name: value”, after optional comments and blank lines. */
    private static final Pattern YAML_MEMBER = Pattern.compile(
            "\\A(?:[ \\t]*+(?:#.*+)?+\\R)*+(?:\"[^\"\\r\\n]++\"|'[^'\\r\\n]++'|[^\\s:#\\[{\"'-][^:\\r\\n]*+)[ \\t]*+:(?:[ \\t]|\\R|\\z)");

    /** Names that typically begin front matter in formats without fences. */
    private static final Pattern UNFENCED = Pattern.compile(
            "\\A(?:title|date|author|authors|tags|category|slug|layout)[ \\t]*:[ \\t]*\\S", Pattern.CASE_INSENSITIVE);

    private static final String NO_FRONT_MATTER = "no-front-matter";

    /** @throws Problem 400 if the front matter can't be read, 413 if it is too large */
    public static FrontMatterText of(String file) {
        Matcher start = BLANK_START.matcher(file);
        int begin = start.lookingAt() ? start.end() : 0;
        String text = file.substring(begin);
        int line = 1 + (int) file.substring(0, begin).lines().count();
        Matcher fence = FENCE.matcher(text);
        if (fence.lookingAt()) {
            String format = fence.group(1) == null ? (text.startsWith("+") ? "toml" : "yaml") : fence.group(1);
            return fenced(
                    text.startsWith("+") ? "\\+\\+\\+" : "---", format, file, text.substring(fence.end()), line + 1);
        }
        Matcher other = OTHER_FORMAT.matcher(text);
        if (other.lookingAt()) {
            return plain(
                    file,
                    "Front matter in “" + other.group(1)
                            + "” isn't read: YAML, TOML and JSON are. It was read as text.");
        }
        if (BEHIND_COMMENT.matcher(text).lookingAt()) {
            return plain(file, "Front matter must begin the file; a comment stands before it. It was read as text.");
        }
        if (JSON_OBJECT.matcher(text).lookingAt()) {
            JsonFrontMatter.ParsedObject found = JsonFrontMatter.read(text, line);
            checkLength(found.length());
            return new FrontMatterText(found.members(), text.substring(found.length()), List.of());
        }
        return UNFENCED.matcher(text).lookingAt()
                ? plain(
                        file,
                        "The first line looks like front matter, which needs a line of --- before and after it. It was read"
                                + " as text.")
                : new FrontMatterText(FrontMatterData.none(), file, List.of());
    }

    private static FrontMatterText fenced(String fence, String format, String file, String inside, int line) {
        // YAML may also end with a line of three dots.
        String closing = format.equals("yaml") && fence.equals("---") ? "---|\\.\\.\\." : fence;
        Matcher end = Pattern.compile("^(?:" + closing + ")[ \\t]*(?:\\R|\\z)", Pattern.MULTILINE)
                .matcher(inside);
        boolean closed = end.find();
        String front = closed ? inside.substring(0, end.start()) : inside;
        if (format.equals("yaml")
                && !front.isBlank()
                && !YAML_MEMBER.matcher(front).lookingAt()) {
            return plain(
                    file,
                    "The file begins with a line of ---, but no “name: value” line follows. It was read as text.");
        }
        if (!closed) {
            throw MalformedFile.at(line - 1, "The front matter has no closing line.");
        }
        checkLength(front.length());
        FrontMatterData members =
                switch (format) {
                    case "toml" -> TomlFrontMatter.read(front, line);
                    case "json" -> JsonFrontMatter.read(front, line).members();
                    default -> YamlFrontMatter.read(front, line);
                };
        return new FrontMatterText(members, inside.substring(end.end()), List.of());
    }

    private static FrontMatterText plain(String file, String detail) {
        return new FrontMatterText(FrontMatterData.none(), file, List.of(Warning.onLine(1, NO_FRONT_MATTER, detail)));
    }

    private static void checkLength(int length) {
        if (length > MAX_LENGTH) {
            throw new Problem(ProblemCode.TOO_LARGE, "The front matter is larger than " + MAX_LENGTH + " characters.");
        }
    }
}
