package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Mark;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names of HTML mean to a document. */
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

    /** Gone with all they hold: none of it was ever text of the page. */
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

    /** Gone, what they hold stays, and nobody misses them. */
    private static final Set<String> TRANSPARENT = Set.of(
            "html", "body", "span", "div", "section", "article", "main", "header", "center", "tbody", "thead", "tfoot",
            "picture", "wbr", "hgroup", "o:p", "font");

    /** What stands on lines of its own. */
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

    /** Blocks that have a meaning of their own in a document; in a line of text they are lines. */
    private static final Set<String> STRUCTURES =
            Set.of("ul", "ol", "blockquote", "figure", "table", "pre", "dl", "hr", "h1", "h2", "h3", "h4", "h5", "h6");

    private HtmlElements() {}

    /** The mark that an element is, or null. */
    public static @Nullable Mark mark(String name) {
        return MARKS.get(name);
    }

    /** What shows or plays a file; read by {@link FigureConverter} and {@link PlayerConverter}. */
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

    /** Whether what the element holds stands on lines of its own, in a line of text too. */
    static boolean isOnItsOwnLine(String name) {
        return BLOCKS.contains(name) || STRUCTURES.contains(name);
    }
}
