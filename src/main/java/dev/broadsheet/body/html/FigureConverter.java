package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.EmbedProvider;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Converts images, galleries and embeds: the markup of {@code HtmlWriter}, of WordPress ({@code wp-caption},
 * {@code wp-block-*}) and the embed code that providers offer for copying.
 */
final class FigureConverter {

    private static final String CAPTION = "A caption";

    /** Elements that contain an image and its caption. */
    private static final String FIGURES = "figure, .wp-caption, .gallery-item";

    private final HtmlToDocument converter;
    private final UnmappedMarkup unmapped;
    private final PlayerConverter players;

    FigureConverter(HtmlToDocument page, UnmappedMarkup unmapped, PlayerConverter players) {
        this.converter = page;
        this.unmapped = unmapped;
        this.players = players;
    }

    /** Whether a {@code div} has a class that makes it equivalent to a {@code figure}. */
    boolean isCaptioned(Element element) {
        return element.hasClass("wp-caption") || element.hasClass("gallery") || element.hasClass("wp-block-embed");
    }

    void image(Element element) {
        Image image = read(element);
        if (image != null) {
            converter.addMedia(element, image, image.alt());
        } else {
            converter.appendText(element.attr("alt"));
        }
    }

    private @Nullable Image read(Element element) {
        if (!isAllowed(element)) {
            unmapped.checkAttributes(element, Marks.NONE, "src", "alt");
            unmapped.unsafeLink(element, element.attr("src"));
            return null;
        }
        ImageSource source = ImageSource.of(element);
        String media = UrlSanitizer.media(element.attr("data-media"));
        unmapped.checkAttributes(element, Marks.NONE, "src", "alt", "title", "data-media", source.attribute());
        if (media == null && source.placeholder() != null) {
            unmapped.warn(
                    element,
                    "placeholder-dropped",
                    "The picture of \"" + source.attribute() + "\" is kept; its placeholder is not: \""
                            + UnmappedMarkup.abbreviated(source.placeholder()) + "\".");
        }
        return new Image(
                converter.attributes(element),
                media,
                media == null ? source.url() : null,
                element.attr("alt"),
                TextNormalizer.text(element.attr("title")),
                null,
                null);
    }

    /** Whether an image has a media id, or a URL that a document may hold. */
    private static boolean isAllowed(Element image) {
        return UrlSanitizer.media(image.attr("data-media")) != null
                || ImageSource.of(image).url() != null;
    }

    /** Converts the image in a {@code noscript} element, unless the element before it shows the same image. */
    void noscript(Element element) {
        Element copy = ImageSource.onlyImage(element);
        if (copy == null) {
            unmapped.elementDropped(element);
            return;
        }
        Element shown = element.previousElementSibling();
        for (int level = 0; level < 2 && shown != null && !ImageSource.isPicture(shown); level++) {
            shown = shown.lastElementChild();
        }
        if (shown == null || !ImageSource.isPicture(shown)) {
            image(copy);
        } else if (!String.valueOf(ImageSource.of(shown).url())
                .equals(ImageSource.of(copy).url())) {
            unmapped.elementDropped(element);
        }
    }

    void figure(Element element) {
        unmapped.checkAttributes(element, Marks.NONE, "class");
        Element caption = caption(element);
        if (embed(element, caption)) {
            return;
        }
        List<Element> images = images(element);
        boolean gallery = isGallery(element);
        if (images.isEmpty()
                || !gallery && images.size() > 1
                || hasOtherContent(element, caption, gallery ? images : List.of())
                || !images.stream().allMatch(FigureConverter::isAllowed)) {
            mixedFigure(element, caption);
            return;
        }
        Map<Element, Element> captions = captions(element, gallery ? images : List.of());
        List<Image> read = new ArrayList<>();
        for (Element image : images) {
            Image picture = gallery ? galleryImage(image, element, captions) : read(image);
            if (picture != null) {
                converter.warnLinkAround(image);
                read.add(picture);
            }
        }
        warnUnconverted(element, read, captions);
        Attributes attributes = converter.attributes(element);
        if (gallery) {
            converter.add(new Gallery(attributes, read, caption == null ? null : unmapped.plainText(caption, CAPTION)));
        } else {
            converter.add(captioned(read.get(0), caption).with(attributes));
        }
    }

    /** Returns the images in a figure. Copies in {@code noscript} count only if there are no other images. */
    private static List<Element> images(Element figure) {
        List<Element> images = new ArrayList<>();
        List<Element> copies = new ArrayList<>();
        for (Element image : figure.select("img, amp-img, amp-anim")) {
            Element parent = image.parent();
            boolean nested = parent != null && ImageSource.isPicture(parent);
            boolean copy = image.closest("noscript") != null;
            if (copy) {
                copies.add(image);
            } else if (!nested) {
                images.add(image);
            }
        }
        return images.isEmpty() ? copies : images;
    }

    /** Warns about the content that is lost when a figure is converted to its images or its embed. */
    private void warnUnconverted(Element element, List<Image> read, Map<Element, Element> captions) {
        for (Element child = element.firstElementChild(); child != null; child = child.nextElementSibling()) {
            String name = child.normalName();
            if (PlayerConverter.isPlayer(child) || ImageSource.isPicture(child) || captions.get(element) == child) {
                continue;
            }
            Element copy = name.equals("noscript") ? ImageSource.onlyImage(child) : null;
            String url = copy == null ? null : ImageSource.of(copy).url();
            if (url != null && read.stream().map(Image::url).anyMatch(url::equals)) {
                continue;
            }
            if (HtmlElements.isDropped(name)) {
                if (!name.equals("source")) {
                    unmapped.elementDropped(child);
                }
                continue;
            }
            if (child.hasAttr("cite")) {
                unmapped.attributeDropped(child, "cite");
            }
            boolean empty = name.equals("a")
                    && child.hasAttr("href")
                    && PlainText.of(child).isBlank()
                    && !ImageSource.isIn(child);
            if (empty) {
                unmapped.emptyLink(child, child.attr("href"));
            }
            warnUnconverted(child, read, captions);
        }
    }

    private static boolean isGallery(Element element) {
        return element.hasClass("gallery") || element.hasClass("wp-block-gallery");
    }

    private @Nullable Image galleryImage(Element image, Element gallery, Map<Element, Element> captions) {
        Element figure = image.closest(FIGURES);
        Image read = read(image);
        if (read == null || figure == null || figure == gallery) {
            return read;
        }
        return captioned(read, captions.get(figure)).with(converter.attributes(figure));
    }

    /**
     * Adds the caption to an image. Credit and copyright become members of their own where the caption marks them by
     * class.
     */
    Image captioned(Image image, @Nullable Element caption) {
        if (caption == null) {
            return image;
        }
        String credit = part(caption, ".credit, .wp-caption-credit, .image-credit");
        String copyright = part(caption, ".copyright");
        Element own = caption.selectFirst("> .caption");
        if (own != null) {
            own.before(new TextNode(" ")).after(new TextNode(" "));
        }
        String text = unmapped.plainText(caption, CAPTION);
        if (text != null && image.caption() != null && !text.equals(image.caption())) {
            unmapped.warn(
                    caption,
                    "attribute-dropped",
                    "The title of a picture with a caption is not kept: \""
                            + UnmappedMarkup.abbreviated(image.caption()) + "\".");
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

    private @Nullable String part(Element caption, String query) {
        Element part = caption.selectFirst(query);
        if (part == null || part == caption) {
            return null;
        }
        part.before(new TextNode(" "));
        part.remove();
        return unmapped.plainText(part, CAPTION);
    }

    private static @Nullable Element caption(Element figure) {
        return figure.selectFirst("> figcaption, > .wp-caption-text, > .gallery-caption");
    }

    /** Whether a figure contains text or block elements other than its images and their captions. */
    private static boolean hasOtherContent(Element figure, @Nullable Element caption, List<Element> gallery) {
        if (figure.selectFirst("table, blockquote, pre, ul, ol") != null && gallery.isEmpty()
                || !PlayerConverter.in(figure).isEmpty()) {
            return true;
        }
        return gallery.isEmpty()
                ? !PlainText.without(figure, caption).isBlank()
                : hasOwnText(figure, captions(figure, gallery));
    }

    /**
     * Returns the captions of a figure by the element that contains them: the figure's own caption, and in a gallery
     * the captions of its images.
     *
     * @param gallery the images of a gallery; empty for any other figure
     */
    private static Map<Element, Element> captions(Element figure, List<Element> gallery) {
        Set<Element> holders = Collections.newSetFromMap(new IdentityHashMap<>());
        holders.add(figure);
        for (Element image : gallery) {
            Element holder = image.closest(FIGURES);
            if (holder != null) {
                holders.add(holder);
            }
        }
        Map<Element, Element> captions = new IdentityHashMap<>();
        for (Element holder : holders) {
            Element caption = caption(holder);
            if (caption != null) {
                captions.put(holder, caption);
            }
        }
        return captions;
    }

    private static boolean hasOwnText(Element element, Map<Element, Element> captions) {
        for (Node node = element.firstChild(); node != null; node = node.nextSibling()) {
            if (node instanceof TextNode text && !text.isBlank()) {
                return true;
            }
            if (node instanceof Element child
                    && captions.get(element) != child
                    && !HtmlElements.isDropped(child.normalName())
                    && hasOwnText(child, captions)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Converts a figure with other content. A single quote without a citation takes the caption as its citation;
     * otherwise the caption becomes text after the content.
     */
    private void mixedFigure(Element element, @Nullable Element caption) {
        if (caption != null) {
            caption.remove();
        }
        List<Block> blocks = converter.blocksOf(element);
        Attributes attributes = converter.attributes(element);
        Element rest = caption;
        for (Block block : blocks) {
            Block own = block.with(block.attributes().orElse(attributes.dir(), attributes.lang()));
            if (rest != null && blocks.size() == 1 && own instanceof Quote quote && quote.citation() == null) {
                String citation = unmapped.plainText(rest, "A citation");
                own = new Quote(quote.attributes(), quote.blocks(), citation, quote.url());
                rest = null;
            }
            converter.add(own);
        }
        List<Block> moved = rest == null ? List.of() : converter.blocksOf(rest);
        if (!moved.isEmpty()) {
            unmapped.warn(element, "caption-moved", "A caption became a paragraph.");
            for (Block block : moved) {
                converter.add(block.with(block.attributes().orElse(attributes.dir(), attributes.lang())));
            }
        }
    }

    /**
     * Converts a figure that contains only one player element, or only the URL of something to embed. Returns false for
     * any other figure.
     */
    private boolean embed(Element figure, @Nullable Element caption) {
        List<Element> playing = PlayerConverter.in(figure);
        boolean named = figure.hasClass("embed") || figure.hasClass("wp-block-embed");
        if (!named && playing.isEmpty() || playing.size() > 1 || !images(figure).isEmpty()) {
            return false;
        }
        String text = TextNormalizer.text(PlainText.without(figure, caption));
        if (!playing.isEmpty()) {
            if (text != null || playing.get(0).closest("a[href]") != null) {
                return false;
            }
            warnUnconverted(figure, List.of(), captions(figure, List.of()));
            players.read(playing.get(0), caption == null ? null : unmapped.plainText(caption, CAPTION));
            return true;
        }
        Element link = null;
        for (Element candidate : figure.select("a[href]")) {
            link = link == null && (caption == null || candidate.closest("figcaption, .wp-caption-text") == null)
                    ? candidate
                    : link;
        }
        if (link == null) {
            String url = text == null ? null : UrlSanitizer.absoluteWeb(text);
            return url != null && add(figure, url, caption == null ? null : unmapped.plainText(caption, CAPTION));
        }
        String linked = TextNormalizer.text(PlainText.of(link));
        String url = UrlSanitizer.absoluteWeb(link.attr("href"));
        boolean alone = text != null && text.equals(linked);
        boolean titled = text != null && alone && !text.equals(link.attr("href"));
        if (url == null || !alone || titled && caption != null) {
            return false;
        }
        return add(figure, url, titled ? text : caption == null ? null : unmapped.plainText(caption, CAPTION));
    }

    private boolean add(Element figure, String url, @Nullable String title) {
        warnUnconverted(figure, List.of(), captions(figure, List.of()));
        converter.add(new Embed(converter.attributes(figure), url, title));
        return true;
    }

    /**
     * Converts the embed code of X and Instagram: a quote that ends in the link to the post. Returns false for any
     * other quote.
     */
    boolean socialPost(Element quote) {
        if (!quote.hasClass("twitter-tweet") && !quote.hasClass("instagram-media")) {
            return false;
        }
        String named = quote.attr("data-instgrm-permalink");
        Element last = quote.select("a[href]").last();
        String url = UrlSanitizer.absoluteWeb(named.isEmpty() && last != null ? last.attr("href") : named);
        if (url == null || EmbedProvider.of(url) == EmbedProvider.LINK) {
            return false;
        }
        for (Element link : quote.select("a[href]")) {
            if (url.equals(UrlSanitizer.absoluteWeb(link.attr("href")))) {
                link.unwrap();
            }
        }
        converter.warnLinkAround(quote);
        converter.add(new Embed(converter.attributes(quote), url, unmapped.plainText(quote, "The title of an embed")));
        return true;
    }
}
