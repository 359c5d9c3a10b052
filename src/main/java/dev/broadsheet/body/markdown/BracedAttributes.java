package dev.broadsheet.body.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Attributes in braces, as in Pandoc and Hugo: <code>{#id key=value key="value"}</code>. They have a meaning directly
 * after an image and at the end of a heading; elsewhere they are text.
 */
final class BracedAttributes extends CustomNode {

    private final String literal;
    private final Map<String, String> attributes;

    private BracedAttributes(String literal, Map<String, String> members) {
        this.literal = literal;
        this.attributes = members;
    }

    /** The attributes as written in the source. */
    String literal() {
        return literal;
    }

    /** The values by name; the id has the name {@code #}. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** Parses braced attributes while commonmark-java parses a line. */
    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('{');
        }

        @Override
        public InlineContentParser create() {
            return new AttributesParser();
        }
    }

    private static final class AttributesParser implements InlineContentParser {
        @Override
        public ParsedInline tryParse(InlineParserState state) {
            Scanner scanner = state.scanner();
            Position start = scanner.position();
            scanner.next();
            Map<String, String> members = new LinkedHashMap<>();
            while (true) {
                scanner.whitespace();
                if (scanner.next('}')) {
                    break;
                }
                if (!member(scanner, members)) {
                    return ParsedInline.none();
                }
            }
            if (members.isEmpty()) {
                return ParsedInline.none();
            }
            Position end = scanner.position();
            return ParsedInline.of(
                    new BracedAttributes(scanner.getSource(start, end).getContent(), members), end);
        }

        private static boolean member(Scanner scanner, Map<String, String> members) {
            if (scanner.next('#')) {
                String id = word(scanner);
                members.put("#", id);
                return !id.isEmpty();
            }
            String name = word(scanner);
            if (name.isEmpty() || !scanner.next('=')) {
                return false;
            }
            String value = scanner.next('"') ? quoted(scanner) : word(scanner);
            if (value != null) {
                members.put(name, value);
            }
            return value != null;
        }

        private static String word(Scanner scanner) {
            StringBuilder word = new StringBuilder();
            for (int c = scanner.peekCodePoint(); isWord(c); c = scanner.peekCodePoint()) {
                word.appendCodePoint(c);
                scanner.next();
                if (c > 0xFFFF) {
                    scanner.next();
                }
            }
            return word.toString();
        }

        private static boolean isWord(int c) {
            return c != Scanner.END
                    && (Character.isLetterOrDigit(c)
                            || c == '-'
                            || c == '_'
                            || Character.getType(c) == Character.NON_SPACING_MARK);
        }

        private static @org.jspecify.annotations.Nullable String quoted(Scanner scanner) {
            StringBuilder value = new StringBuilder();
            while (scanner.hasNext()) {
                char c = scanner.peek();
                scanner.next();
                if (c == '"') {
                    return value.toString();
                }
                if (c == '\\' && (scanner.peek() == '"' || scanner.peek() == '\\')) {
                    c = scanner.peek();
                    scanner.next();
                }
                value.append(c);
            }
            return null;
        }
    }
}
