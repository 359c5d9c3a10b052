package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Canon;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Provider;
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
 * Pictures, galleries and embeds: ours, WordPress's ({@code wp-caption}, {@code wp-block-*}) and what providers hand
 * out for copying.
 */
final class Figures {

    private static final String CAPTION = "A caption";

    /** Elements that hold a picture and its caption. */
    private static final String FIGURES = "figure, .wp-caption, .gallery-item";

    private final Page page;
    private final Leftovers leftovers;
    private final Players players;

    Figures(Page page, Leftovers leftovers, Players players) {
        this.page = page;
        this.leftovers = leftovers;
        this.players = players;
    }

    /** Whether a {@code div} is a figure by another name. */
    boolean isCaptioned(Element element) {
        return element.hasClass("wp-caption") || element.hasClass("gallery") || element.hasClass("wp-block-embed");
    }

    void image(Element element) {
        Image image = read(element);
        if (image != null) {
            page.place(element, image, image.alt());
        } else {
            page.words(element.attr("alt"));
        }
    }

    private @Nullable Image read(Element element) {
        if (!isAllowed(element)) {
            leftovers.of(element, Marks.NONE, "src", "alt");
            leftovers.unsafe(element, element.attr("src"));
            return null;
        }
        PictureSource source = PictureSource.of(element);
        String media = Address.media(element.attr("data-media"));
        leftovers.of(element, Marks.NONE, "src", "alt", "title", "data-media", source.attribute());
        if (media == null && source.placeholder() != null) {
            leftovers.remark(
                    element,
                    "placeholder-dropped",
                    "The picture of \"" + source.attribute() + "\" is kept; its placeholder is not: \""
                            + Leftovers.shown(source.placeholder()) + "\".");
        }
        return new Image(
                page.attributes(element),
                media,
                media == null ? source.url() : null,
                element.attr("alt"),
                Canon.text(element.attr("title")),
                null,
                null);
    }

    /** Whether a picture has an address that a document may hold. */
    private static boolean isAllowed(Element image) {
        return Address.media(image.attr("data-media")) != null
                || PictureSource.of(image).url() != null;
    }

    /** A {@code noscript} element: the picture in it, unless the element before it is the same picture. */
    void noscript(Element element) {
        Element copy = PictureSource.only(element);
        if (copy == null) {
            leftovers.dropped(element);
            return;
        }
        Element shown = element.previousElementSibling();
        for (int level = 0; level < 2 && shown != null && !PictureSource.isPicture(shown); level++) {
            shown = shown.lastElementChild();
        }
        if (shown == null || !PictureSource.isPicture(shown)) {
            image(copy);
        } else if (!String.valueOf(PictureSource.of(shown).url())
                .equals(PictureSource.of(copy).url())) {
            leftovers.dropped(element);
        }
    }

    void figure(Element element) {
        leftovers.of(element, Marks.NONE, "class");
        Element caption = caption(element);
        if (embed(element, caption)) {
            return;
        }
        List<Element> images = images(element);
        boolean gallery = isGallery(element);
        if (images.isEmpty()
                || !gallery && images.size() > 1
                || holdsMore(element, caption, gallery ? images : List.of())
                || !images.stream().allMatch(Figures::isAllowed)) {
            mixed(element, caption);
            return;
        }
        Map<Element, Element> captions = captions(element, gallery ? images : List.of());
        List<Image> read = new ArrayList<>();
        for (Element image : images) {
            Image picture = gallery ? inGallery(image, element, captions) : read(image);
            if (picture != null) {
                page.pictureLink(image);
                read.add(picture);
            }
        }
        leftIn(element, read, captions);
        Attributes attributes = page.attributes(element);
        if (gallery) {
            page.add(new Gallery(attributes, read, caption == null ? null : leftovers.plain(caption, CAPTION)));
        } else {
            page.add(captioned(read.get(0), caption).with(attributes));
        }
    }

    /** The pictures in a figure; copies in {@code noscript} only where there are no others. */
    private static List<Element> images(Element figure) {
        List<Element> images = new ArrayList<>();
        List<Element> copies = new ArrayList<>();
        for (Element image : figure.select("img, amp-img, amp-anim")) {
            Element parent = image.parent();
            boolean nested = parent != null && PictureSource.isPicture(parent);
            boolean copy = image.closest("noscript") != null;
            if (copy) {
                copies.add(image);
            } else if (!nested) {
                images.add(image);
            }
        }
        return images.isEmpty() ? copies : images;
    }

    /** Tells what a figure that is read as its pictures or its player holds besides. */
    private void leftIn(Element element, List<Image> read, Map<Element, Element> captions) {
        for (Element child = element.firstElementChild(); child != null; child = child.nextElementSibling()) {
            String name = child.normalName();
            if (Players.isPlayer(child) || PictureSource.isPicture(child) || captions.get(element) == child) {
                continue;
            }
            Element copy = name.equals("noscript") ? PictureSource.only(child) : null;
            String url = copy == null ? null : PictureSource.of(copy).url();
            if (url != null && read.stream().map(Image::url).anyMatch(url::equals)) {
                continue;
            }
            if (Elements.isDropped(name)) {
                if (!name.equals("source")) {
                    leftovers.dropped(child);
                }
                continue;
            }
            if (child.hasAttr("cite")) {
                leftovers.attribute(child, "cite");
            }
            boolean empty = name.equals("a")
                    && child.hasAttr("href")
                    && PlainText.of(child).isBlank()
                    && !PictureSource.isIn(child);
            if (empty) {
                leftovers.emptyLink(child, child.attr("href"));
            }
            leftIn(child, read, captions);
        }
    }

    private static boolean isGallery(Element element) {
        return element.hasClass("gallery") || element.hasClass("wp-block-gallery");
    }

    private @Nullable Image inGallery(Element image, Element gallery, Map<Element, Element> captions) {
        Element figure = image.closest(FIGURES);
        Image read = read(image);
        if (read == null || figure == null || figure == gallery) {
            return read;
        }
        return captioned(read, captions.get(figure)).with(page.attributes(figure));
    }

    /** The picture with what its caption says; credit and copyright apart where they are marked. */
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
        String text = leftovers.plain(caption, CAPTION);
        if (text != null && image.caption() != null && !text.equals(image.caption())) {
            leftovers.remark(
                    caption,
                    "attribute-dropped",
                    "The title of a picture with a caption is not kept: \"" + Leftovers.shown(image.caption()) + "\".");
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
        return leftovers.plain(part, CAPTION);
    }

    private static @Nullable Element caption(Element figure) {
        return figure.selectFirst("> figcaption, > .wp-caption-text, > .gallery-caption");
    }

    /** Whether there is text or structure in a figure besides its pictures and their captions. */
    private static boolean holdsMore(Element figure, @Nullable Element caption, List<Element> gallery) {
        if (figure.selectFirst("table, blockquote, pre, ul, ol") != null && gallery.isEmpty()
                || !Players.in(figure).isEmpty()) {
            return true;
        }
        return gallery.isEmpty()
                ? !PlainText.without(figure, caption).isBlank()
                : hasOwnText(figure, captions(figure, gallery));
    }

    /**
     * The captions that are read with a figure, by the elements that hold them: its own, and in a gallery those of its
     * pictures.
     *
     * @param gallery the pictures of a gallery; empty for another figure
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
                    && !Elements.isDropped(child.normalName())
                    && hasOwnText(child, captions)) {
                return true;
            }
        }
        return false;
    }

    /** A figure around something else: a quote takes the caption, after the rest it is text. */
    private void mixed(Element element, @Nullable Element caption) {
        if (caption != null) {
            caption.remove();
        }
        List<Block> blocks = page.blocksOf(element);
        Attributes attributes = page.attributes(element);
        Element rest = caption;
        for (Block block : blocks) {
            Block own = block.with(block.attributes().orElse(attributes.dir(), attributes.lang()));
            if (rest != null && blocks.size() == 1 && own instanceof Quote quote && quote.citation() == null) {
                String citation = leftovers.plain(rest, "A citation");
                own = new Quote(quote.attributes(), quote.blocks(), citation, quote.url());
                rest = null;
            }
            page.add(own);
        }
        List<Block> moved = rest == null ? List.of() : page.blocksOf(rest);
        if (!moved.isEmpty()) {
            leftovers.remark(element, "caption-moved", "A caption became a paragraph.");
            for (Block block : moved) {
                page.add(block.with(block.attributes().orElse(attributes.dir(), attributes.lang())));
            }
        }
    }

    /** A figure that holds one player, or the address of something to embed, and nothing else; false where it doesn't. */
    private boolean embed(Element figure, @Nullable Element caption) {
        List<Element> playing = Players.in(figure);
        boolean named = figure.hasClass("embed") || figure.hasClass("wp-block-embed");
        if (!named && playing.isEmpty() || playing.size() > 1 || !images(figure).isEmpty()) {
            return false;
        }
        String text = Canon.text(PlainText.without(figure, caption));
        if (!playing.isEmpty()) {
            if (text != null || playing.get(0).closest("a[href]") != null) {
                return false;
            }
            leftIn(figure, List.of(), captions(figure, List.of()));
            players.read(playing.get(0), caption == null ? null : leftovers.plain(caption, CAPTION));
            return true;
        }
        Element link = null;
        for (Element candidate : figure.select("a[href]")) {
            link = link == null && (caption == null || candidate.closest("figcaption, .wp-caption-text") == null)
                    ? candidate
                    : link;
        }
        if (link == null) {
            String url = text == null ? null : Address.absoluteWeb(text);
            return url != null && add(figure, url, caption == null ? null : leftovers.plain(caption, CAPTION));
        }
        String linked = Canon.text(PlainText.of(link));
        String url = Address.absoluteWeb(link.attr("href"));
        boolean alone = text != null && text.equals(linked);
        boolean titled = text != null && alone && !text.equals(link.attr("href"));
        if (url == null || !alone || titled && caption != null) {
            return false;
        }
        return add(figure, url, titled ? text : caption == null ? null : leftovers.plain(caption, CAPTION));
    }

    private boolean add(Element figure, String url, @Nullable String title) {
        leftIn(figure, List.of(), captions(figure, List.of()));
        page.add(new Embed(page.attributes(figure), url, title));
        return true;
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
        for (Element link : quote.select("a[href]")) {
            if (url.equals(Address.absoluteWeb(link.attr("href")))) {
                link.unwrap();
            }
        }
        page.pictureLink(quote);
        page.add(new Embed(page.attributes(quote), url, leftovers.plain(quote, "The title of an embed")));
        return true;
    }
}
