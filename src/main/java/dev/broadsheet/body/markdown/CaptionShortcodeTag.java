package dev.broadsheet.body.markdown;

import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * A start tag or end tag of WordPress's caption shortcode, {@code [caption width="300"]…[/caption]}. A start tag is
 * text unless an image and an end tag follow it in the same line; an end tag without a start tag is text. Tags with
 * characters that Markdown would change (escapes, entities, emphasis) are not recognised.
 */
final class CaptionShortcodeTag extends CustomNode {

    private static final String END = "[/caption]";
    private static final String CHANGED_BY_MARKDOWN = "&\\`<*~[\n";

    private final String literal;

    private CaptionShortcodeTag(String literal) {
        this.literal = literal;
    }

    /** The tag as written in the source. */
    String literal() {
        return literal;
    }

    /**
     * Returns the end tag of this start tag if there is an image between the two; otherwise null. Shortcodes don't
     * nest.
     */
    @Nullable
    CaptionShortcodeTag findEnd() {
        if (literal.equals(END)) {
            return null;
        }
        boolean picture = false;
        for (Node node = getNext(); node != null; node = node.getNext()) {
            if (node instanceof CaptionShortcodeTag tag) {
                return picture && tag.literal.equals(END) ? tag : null;
            }
            picture |= isPicture(node) || node instanceof Link && isPicture(node.getFirstChild());
        }
        return null;
    }

    private static boolean isPicture(@Nullable Node node) {
        return node instanceof Image
                || node instanceof HtmlInline html && html.getLiteral().regionMatches(true, 0, "<img", 0, 4);
    }

    /** Recognises tags; commonmark-java calls this for possible links. */
    static LinkResult recognise(LinkInfo link, Scanner scanner, InlineParserContext context) {
        String text = link.text();
        boolean tag = text.equals("/caption") || text.startsWith("caption ") && hasAttributes(text);
        return tag && link.marker() == null && link.label() == null && link.destination() == null
                ? LinkResult.replaceWith(new CaptionShortcodeTag("[" + text + "]"), scanner.position())
                : LinkResult.none();
    }

    private static boolean hasAttributes(String text) {
        return (text.contains("=\"") || text.contains("='"))
                && text.chars().noneMatch(c -> CHANGED_BY_MARKDOWN.indexOf(c) >= 0);
    }
}
