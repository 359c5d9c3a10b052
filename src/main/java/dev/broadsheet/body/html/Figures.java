package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Canon;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Provider;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Pictures, galleries, embeds and players: ours, WordPress's ({@code wp-caption}, {@code
 * wp-block-*}) and what providers hand out for copying.
 */
final class Figures {

    private final Page page;
    private final Leftovers leftovers;

    Figures(Page page, Leftovers leftovers) {
        this.page = page;
        this.leftovers = leftovers;
    }

    /** Whether a {@code div} is a figure by another name. */
    boolean isCaptioned(Element element) {
        return element.hasClass("wp-caption") || element.hasClass("gallery") || element.hasClass("wp-block-embed");
    }

    void image(Element element) {
        Image image = read(element);
        if (image != null) {
            page.picture(element, image);
        }
    }

    private @Nullable Image read(Element element) {
        leftovers.of(element, Marks.NONE, "src", "alt", "title", "data-media", "data-src");
        String media = Address.media(element.attr("data-media"));
        String src = element.attr("src").isBlank() ? element.attr("data-src") : element.attr("src");
        String url = Address.resource(src);
        if (media == null && url == null) {
            leftovers.unsafe(element, src);
            return null;
        }
        return new Image(
                page.attributes(element),
                media,
                media == null ? url : null,
                element.attr("alt"),
                Canon.text(element.attr("title")),
                null,
                null);
    }

    void figure(Element element) {
        leftovers.of(element, Marks.NONE, "class");
        Element caption = caption(element);
        if (isEmbed(element) && embed(element, caption)) {
            return;
        }
        List<Element> images = element.select("img");
        boolean gallery = isGallery(element);
        if (images.isEmpty() || !gallery && images.size() > 1 || holdsMore(element, caption)) {
            mixed(element, caption);
            return;
        }
        List<Image> read = new ArrayList<>();
        for (Element image : images) {
            Image picture = gallery ? inGallery(image, element) : read(image);
            if (picture != null) {
                read.add(picture);
            }
        }
        Attributes attributes = page.attributes(element);
        if (gallery) {
            page.add(new Gallery(attributes, read, caption == null ? null : PlainText.of(caption)));
        } else if (!read.isEmpty()) {
            unlinked(element);
            page.add(captioned(read.get(0), caption).with(attributes));
        }
    }

    private static boolean isGallery(Element element) {
        return element.hasClass("gallery") || element.hasClass("wp-block-gallery");
    }

    private @Nullable Image inGallery(Element image, Element gallery) {
        Element figure = image.closest("figure, .wp-caption, .gallery-item");
        Image read = read(image);
        if (read == null || figure == null || figure == gallery) {
            return read;
        }
        return captioned(read, caption(figure)).with(page.attributes(figure));
    }

    private Image captioned(Image image, @Nullable Element caption) {
        if (caption == null) {
            return image;
        }
        String credit = part(caption, ".credit, .wp-caption-credit, .image-credit");
        String copyright = part(caption, ".copyright");
        Element own = caption.selectFirst("> .caption");
        String text = Canon.text(PlainText.of(own == null ? caption : own));
        if (caption.selectFirst("a, em, strong, b, i") != null) {
            leftovers.remark(caption, "style-lost", "A caption is plain text; its marks and links are not kept.");
        }
        return new Image(
                image.attributes(),
                image.media(),
                image.url(),
                image.alt(),
                text == null ? image.caption() : text,
                credit,
                copyright);
    }

    private static @Nullable String part(Element caption, String query) {
        Element part = caption.selectFirst(query);
        if (part == null) {
            return null;
        }
        part.remove();
        return Canon.text(PlainText.of(part));
    }

    private static @Nullable Element caption(Element figure) {
        return figure.selectFirst("> figcaption, > .wp-caption-text, > .gallery-caption");
    }

    private void unlinked(Element element) {
        Element link = element.selectFirst("a:has(img)");
        if (link != null) {
            leftovers.remark(link, "image-link-dropped", "The link around a picture is not kept.");
        }
    }

    /** Whether there is text or structure in a figure besides its picture and caption. */
    private static boolean holdsMore(Element figure, @Nullable Element caption) {
        if (isGallery(figure)) {
            return false;
        }
        return !PlainText.without(figure, caption).isBlank()
                || figure.selectFirst("table, blockquote, pre, ul, ol, iframe, video, audio") != null;
    }

    /** A figure around something else: a quote takes the caption, after the rest it is text. */
    private void mixed(Element element, @Nullable Element caption) {
        if (caption != null) {
            caption.remove();
        }
        List<Block> blocks = page.blocksOf(element);
        String text = caption == null ? null : Canon.text(PlainText.of(caption));
        Attributes attributes = page.attributes(element);
        boolean quoted = blocks.size() == 1 && blocks.get(0) instanceof Quote;
        for (Block block : blocks) {
            Block own = block.with(block.attributes().orElse(attributes.dir(), attributes.lang()));
            if (quoted && own instanceof Quote quote && quote.citation() == null) {
                own = new Quote(quote.attributes(), quote.blocks(), text, quote.url());
                text = null;
            }
            page.add(own);
        }
        if (text != null) {
            leftovers.remark(element, "caption-moved", "A caption became a paragraph.");
            page.add(new Block.Paragraph(attributes, List.of(Inline.Text.plain(text))));
        }
    }

    private static boolean isEmbed(Element element) {
        return element.hasClass("embed") || element.hasClass("wp-block-embed");
    }

    private boolean embed(Element element, @Nullable Element caption) {
        Element link = element.selectFirst("a[href]");
        Element player = element.selectFirst("iframe[src]");
        String text = PlainText.without(element, caption);
        String url;
        String title = caption == null ? null : PlainText.of(caption);
        if (player != null) {
            url = Embeds.page(player.attr("src"));
            title = title == null && player.hasAttr("title") ? player.attr("title") : title;
        } else if (link != null) {
            url = Address.absoluteWeb(link.attr("href"));
            title = title == null && !PlainText.of(link).equals(link.attr("href")) ? PlainText.of(link) : title;
        } else {
            url = Address.absoluteWeb(text.strip());
        }
        if (url == null) {
            return false;
        }
        page.add(new Embed(page.attributes(element), url, title));
        return true;
    }

    /** An {@code iframe}: what it plays, by address. */
    void player(Element element) {
        leftovers.of(
                element,
                Marks.NONE,
                "src",
                "title",
                "width",
                "height",
                "allow",
                "allowfullscreen",
                "frameborder",
                "loading");
        String url = Embeds.page(element.attr("src"));
        if (url == null) {
            leftovers.unsafe(element, element.attr("src"));
        } else if (page.inLine()) {
            leftovers.dropped(element);
        } else {
            page.add(new Embed(page.attributes(element), url, element.attr("title")));
        }
    }

    /** What X and Instagram hand out: a quote that ends in the link to the post. */
    boolean post(Element quote) {
        if (!quote.hasClass("twitter-tweet") && !quote.hasClass("instagram-media")) {
            return false;
        }
        String named = quote.attr("data-instgrm-permalink");
        Element last = quote.select("a[href]").last();
        String url = Address.absoluteWeb(named.isEmpty() && last != null ? last.attr("href") : named);
        if (url == null || Provider.of(url) == Provider.LINK) {
            return false;
        }
        page.add(new Embed(page.attributes(quote), url, PlainText.of(quote)));
        return true;
    }
}
