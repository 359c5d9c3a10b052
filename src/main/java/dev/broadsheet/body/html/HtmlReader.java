package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.BodyLimits;
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.MarkupDensity;
import dev.broadsheet.body.html.preprocessing.CaptionShortcodes;
import dev.broadsheet.body.html.preprocessing.MicrosoftWordLists;
import dev.broadsheet.body.html.preprocessing.ParsingCost;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/**
 * Reads an HTML page or fragment, for example from {@code HtmlWriter}, WordPress or a word processor. jsoup parses as a
 * browser would. {@link HtmlToDocument} then maps each known element; no other markup reaches the document.
 *
 * <p>The blocks are not normalized; pass them to {@link dev.broadsheet.body.normalization.DocumentNormalizer}.
 */
public final class HtmlReader {

    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*\\R");
    private static final Pattern PAGE_OR_PARAGRAPH =
            Pattern.compile("<(?:p[\\s>]|html[\\s>]|body[\\s>]|head[\\s>]|!doctype|!-- wp:)", Pattern.CASE_INSENSITIVE);

    private HtmlReader() {}

    /** Returns the blocks of a page or fragment. Throws {@code ValidationProblem} if elements are nested too deep. */
    public static List<Block> read(String html, ConversionWarnings warnings) {
        return read(html, 0, warnings);
    }

    /**
     * Returns the blocks of a fragment that is embedded in another source.
     *
     * @param lines the number of lines before the fragment in that source
     */
    public static List<Block> read(String html, int lines, ConversionWarnings warnings) {
        Document page = parse(CaptionShortcodes.asFigures(html));
        if (html.contains("mso-")) {
            MicrosoftWordLists.convert(page);
        }
        return new HtmlToDocument(warnings, lines, isClassicEditor(html)).read(page);
    }

    /**
     * Whether a source may come from WordPress's classic editor, which separates paragraphs by blank lines: a fragment
     * without any p element.
     */
    private static boolean isClassicEditor(String html) {
        return BLANK_LINE.matcher(html).find()
                && !PAGE_OR_PARAGRAPH.matcher(html).find();
    }

    /**
     * Parses a page. Throws {@code ValidationProblem} before parsing if it would cost more than the length of the
     * source allows, and after parsing if elements are nested deeper than {@link BodyLimits#MAX_ELEMENT_DEPTH}.
     */
    public static Document parse(String html) {
        MarkupDensity.checkHtml(html);
        ParsingCost.check(html);
        Document page = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
        checkDepth(page);
        return page;
    }

    private static void checkDepth(Document page) {
        int depth = 0;
        Node node = page;
        while (node != null) {
            if (node.childNodeSize() > 0) {
                node = node.childNode(0);
                if (++depth > BodyLimits.MAX_ELEMENT_DEPTH) {
                    throw BodyLimits.elementsTooDeep();
                }
                continue;
            }
            while (node != null && node.nextSibling() == null) {
                node = node.parent();
                depth--;
            }
            node = node == null ? null : node.nextSibling();
        }
    }

    /** The line of a node in its source, 1-based; 0 if unknown. */
    static int line(Node node) {
        int line = node instanceof Element || node.parent() != null
                ? node.sourceRange().start().lineNumber()
                : -1;
        return Math.max(line, 0);
    }
}
