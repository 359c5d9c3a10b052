package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Mark;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classifies HTML element names by what they become in a document. */
public final class HtmlElements {

    private static final Map<String, Mark> MARKS = Map.ofEntries(
            Map.entry("strong", Mark.STRONG),
            Map.entry("b", Mark.STRONG),
            Map.entry("em", Mark.EM),
            Map.entry("i", Mark.EM),
            Map.entry("s", Mark.STRIKE),
            Map.entry("del", Mark.STRIKE),
            Map.entry("strike", Mark.STRIKE),
            Map.entry("sub", Mark.SUB),
            Map.entry("sup", Mark.SUP),
            Map.entry("code", Mark.CODE),
            Map.entry("tt", Mark.CODE));

    /** Dropped with their content, which isn't article text. */
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "object",
            "applet",
            "svg",
            "annotation",
            "annotation-xml",
            "canvas",
            "form",
            "button",
            "select",
            "textarea",
            "input",
            "audio",
            "video",
            "amp-audio",
            "amp-video",
            "map",
            "title",
            "meta",
            "link",
            "base",
            "head",
            "frameset",
            "frame",
            "noframes",
            "noembed",
            "xml",
            "plaintext",
            "param",
            "dialog",
            "datalist",
            "area",
            "track",
            "source",
            "progress",
            "meter",
            "output",
            "keygen",
            "command",
            "bgsound",
            "xmp");

    /** Replaced by their content, without a warning. */
    private static final Set<String> TRANSPARENT = Set.of(
            "html", "body", "span", "div", "section", "article", "main", "header", "center", "tbody", "thead", "tfoot",
            "picture", "wbr", "hgroup", "o:p", "font");

    /** Elements that begin and end a line. */
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "nav",
            "center",
            "address",
            "details",
            "summary",
            "fieldset",
            "legend",
            "figcaption",
            "hgroup",
            "search",
            "menu",
            "dir",
            "tr",
            "caption",
            "dd",
            "dt",
            "li",
            "body",
            "html",
            "listing");

    /** Elements that map to a block of the document. Inside a line of text they become separate lines. */
    private static final Set<String> STRUCTURES =
            Set.of("ul", "ol", "blockquote", "figure", "table", "pre", "dl", "hr", "h1", "h2", "h3", "h4", "h5", "h6");

    private HtmlElements() {}

    /** Returns the mark that an element maps to, or null. */
    public static @Nullable Mark mark(String name) {
        return MARKS.get(name);
    }

    /**
     * Whether the element shows or plays a file; {@link FigureConverter} and {@link PlayerConverter} convert these
     * elements.
     */
    static boolean isMedia(String name) {
        return switch (name) {
            case "img", "amp-img", "amp-anim", "iframe", "embed", "amp-iframe" -> true;
            default -> false;
        };
    }

    static boolean isDropped(String name) {
        return DROPPED.contains(name);
    }

    static boolean isTransparent(String name) {
        return TRANSPARENT.contains(name);
    }

    static boolean isBlock(String name) {
        return BLOCKS.contains(name);
    }

    static boolean isStructure(String name) {
        return STRUCTURES.contains(name);
    }

    /** Whether the content of the element begins and ends a line, also inside a line of text. */
    static boolean isOnItsOwnLine(String name) {
        return BLOCKS.contains(name) || STRUCTURES.contains(name);
    }
}
