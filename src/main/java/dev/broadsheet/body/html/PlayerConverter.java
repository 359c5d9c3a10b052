package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Converts player elements to embeds: frames, video, audio, objects and their AMP forms. The embed has the URL of the
 * content. A URL without a host becomes a link, because an embed needs an absolute URL.
 */
final class PlayerConverter {

    /** Selector of all player elements. */
    private static final String ALL =
            "iframe, embed, video, audio, object, amp-iframe, amp-video, amp-audio, amp-youtube, lite-youtube, amp-vimeo";

    private static final Set<String> NAMES = Set.of(ALL.split(", "));

    private final HtmlToDocument converter;
    private final UnmappedMarkup unmapped;

    PlayerConverter(HtmlToDocument page, UnmappedMarkup unmapped) {
        this.converter = page;
        this.unmapped = unmapped;
    }

    static boolean isPlayer(Element element) {
        return isPlayer(element.normalName());
    }

    static boolean isPlayer(String name) {
        return NAMES.contains(name);
    }

    /** Returns the player elements in an element that aren't nested in another player. */
    static List<Element> in(Element element) {
        List<Element> outermost = new ArrayList<>();
        for (Element player : element.select(ALL)) {
            Element last = outermost.isEmpty() ? null : outermost.get(outermost.size() - 1);
            boolean nested = last != null && isInside(player, last);
            if (!nested) {
                outermost.add(player);
            }
        }
        return outermost;
    }

    private static boolean isInside(Element element, Element outer) {
        for (Element at = element.parent(); at != null; at = at.parent()) {
            if (at == outer) {
                return true;
            }
        }
        return false;
    }

    /** @param caption the caption below the player; null to use the player's own title */
    void read(Element player, @Nullable String caption) {
        switch (player.normalName()) {
            case "object" -> object(player, caption);
            case "video", "audio", "amp-video", "amp-audio" -> media(player, caption);
            case "amp-youtube", "lite-youtube" -> {
                String id = player.hasAttr("data-videoid") ? player.attr("data-videoid") : player.attr("videoid");
                unmapped.checkAttributes(player, Marks.NONE, "data-videoid", "videoid", "width", "height", "layout");
                add(player, "https://www.youtube.com/embed/" + id, caption);
            }
            case "amp-vimeo" -> {
                unmapped.checkAttributes(player, Marks.NONE, "data-videoid", "width", "height", "layout");
                add(player, "https://player.vimeo.com/video/" + player.attr("data-videoid"), caption);
            }
            default -> frame(player, caption);
        }
    }

    private void frame(Element frame, @Nullable String caption) {
        String src = frame.attr("src").strip();
        String late = src.isEmpty() || src.startsWith("about:") ? lazyAttribute(frame) : "";
        unmapped.checkAttributes(
                frame,
                Marks.NONE,
                "src",
                late.isEmpty() ? "src" : late,
                caption == null ? "title" : "src",
                "width",
                "height",
                "allow",
                "allowfullscreen",
                "frameborder",
                "loading");
        add(frame, late.isEmpty() ? src : frame.attr(late), caption);
    }

    private static String lazyAttribute(Element frame) {
        for (String name : List.of("data-src", "data-lazy-src", "data-litespeed-src", "data-url")) {
            if (!frame.attr(name).isBlank()) {
                return name;
            }
        }
        return "";
    }

    private void media(Element media, @Nullable String caption) {
        unmapped.checkAttributes(
                media,
                Marks.NONE,
                "src",
                "data-src",
                caption == null ? "title" : "src",
                "controls",
                "width",
                "height",
                "preload",
                "loop",
                "muted",
                "autoplay",
                "playsinline");
        String src = media.hasAttr("src") ? media.attr("src") : media.attr("data-src");
        for (Element source : media.select("source")) {
            if (src.isBlank()) {
                src = source.attr("src");
            } else if (!source.attr("src").equals(src)) {
                unmapped.warn(
                        source,
                        "source-dropped",
                        "An embed has one address; another form of the file is not kept: \""
                                + UnmappedMarkup.abbreviated(source.attr("src")) + "\".");
            }
        }
        for (Element track : media.select("track")) {
            unmapped.elementDropped(track);
        }
        warnFallbackContent(media, src);
        add(media, src, caption);
    }

    /**
     * Warns about the fallback content of a player (for browsers that don't support it), except a link to the same
     * file.
     */
    private void warnFallbackContent(Element player, String src) {
        String text = TextNormalizer.text(PlainText.of(player));
        if (text != null) {
            unmapped.warn(
                    player,
                    "element-dropped",
                    "What <" + player.normalName() + "> holds for other browsers is not kept: \""
                            + UnmappedMarkup.abbreviated(text) + "\".");
        }
        for (Element link : player.select("a[href]")) {
            if (!link.attr("href").equals(src)) {
                unmapped.warn(
                        link,
                        "link-dropped",
                        "The link in a player is not kept: \"" + UnmappedMarkup.abbreviated(link.attr("href")) + "\".");
            }
        }
    }

    /**
     * Converts the file that an {@code object} loads if it is playable; otherwise the fallback content of the object.
     */
    private void object(Element object, @Nullable String caption) {
        Element inner = object.selectFirst("embed[src], iframe[src]");
        Element movie = object.selectFirst("> param[name=movie], > param[name=src]");
        String src = object.attr("data");
        if (src.isBlank() && inner != null) {
            src = inner.attr("src");
        }
        if (src.isBlank() && movie != null) {
            src = movie.attr("value");
        }
        if (EmbedUrls.pageUrl(src) == null) {
            unmapped.elementUnwrapped(object);
            unmapped.checkAttributes(object);
            converter.children(object);
            return;
        }
        unmapped.checkAttributes(object, Marks.NONE, "data", "type", "width", "height");
        if (inner != null && !inner.attr("src").equals(src)) {
            unmapped.elementDropped(inner);
        }
        warnFallbackContent(object, src);
        add(object, src, caption);
    }

    private void add(Element player, String src, @Nullable String caption) {
        String title = caption == null ? TextNormalizer.text(player.attr("title")) : caption;
        String url = EmbedUrls.pageUrl(src);
        if (url != null) {
            converter.addMedia(player, new Embed(converter.attributes(player), url, title), "");
            return;
        }
        String link = UrlSanitizer.resource(src);
        if (link == null) {
            unmapped.unsafeLink(player, src);
            if (title != null) {
                converter.appendLink(player, null, title);
            }
            return;
        }
        unmapped.warn(
                player,
                "embed-relative",
                "The address of an embed needs a host; \"" + UnmappedMarkup.abbreviated(link) + "\" became a link.");
        converter.appendLink(player, link, title == null ? link : title);
    }
}
