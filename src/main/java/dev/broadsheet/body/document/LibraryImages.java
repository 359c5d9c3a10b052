package dev.broadsheet.body.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images of the media library that a document shows. A document holds only their ids; the writers take the rest
 * from here.
 */
public final class LibraryImages {

    /** Knows no image. Documents show the ids. */
    public static final LibraryImages NONE = new LibraryImages(Map.of(), false);

    private final Map<String, LibraryImage> images;
    private final boolean hidesOthers;

    private LibraryImages(Map<String, LibraryImage> images, boolean hidesOthers) {
        this.images = Map.copyOf(images);
        this.hidesOthers = hidesOthers;
    }

    /** For editors: an image that isn't among these is shown as its id. */
    public static LibraryImages forEditors(Map<String, LibraryImage> images) {
        return new LibraryImages(images, false);
    }

    /** For readers: an image of the library that isn't among these isn't shown. */
    public static LibraryImages forReaders(Map<String, LibraryImage> images) {
        return new LibraryImages(images, true);
    }

    /** The images in JSON that was written with them. */
    public static LibraryImages in(JsonNode written) {
        Map<String, LibraryImage> images = new HashMap<>();
        collect(written, images);
        return new LibraryImages(images, false);
    }

    private static void collect(JsonNode json, Map<String, LibraryImage> images) {
        if (json instanceof ObjectNode object
                && object.path("media").isTextual()
                && object.path("url").isTextual()) {
            images.put(object.path("media").textValue(), new LibraryImage(object));
        }
        json.forEach(child -> collect(child, images));
    }

    public @Nullable LibraryImage find(@Nullable String media) {
        return media == null ? null : images.get(media);
    }

    /** Whether an image isn't shown. */
    public boolean hides(@Nullable String media) {
        return hidesOthers && media != null && !images.containsKey(media);
    }

    /** The image with the library's texts where it has none of its own. */
    public Image complete(Image image) {
        LibraryImage known = find(image.media());
        if (known == null) {
            return image;
        }
        String alt = image.alt().isEmpty() ? known.text("alt") : image.alt();
        return new Image(
                image.attributes(),
                image.media(),
                image.url(),
                alt == null ? "" : alt,
                image.caption() == null ? known.text("caption") : image.caption(),
                image.credit() == null ? known.text("credit") : image.credit(),
                image.copyright() == null ? known.text("copyright") : image.copyright());
    }

    /** The document as it is shown: without hidden images, and with the library's texts. */
    public Document complete(Document document) {
        return images.isEmpty() && !hidesOthers ? document : new Document(complete(document.blocks()));
    }

    private List<Block> complete(List<Block> blocks) {
        List<Block> shown = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            Block complete = complete(block);
            if (complete != null) {
                shown.add(complete);
            }
        }
        return shown;
    }

    /** Null for a hidden image, and for a gallery or a quote that holds nothing else. */
    private @Nullable Block complete(Block block) {
        if (block instanceof Image image) {
            return hides(image.media()) ? null : complete(image);
        }
        if (block instanceof Gallery gallery) {
            List<Image> shown = gallery.images().stream()
                    .filter(image -> !hides(image.media()))
                    .map(this::complete)
                    .toList();
            return shown.isEmpty() ? null : new Gallery(gallery.attributes(), shown, gallery.caption());
        }
        if (block instanceof Listing listing) {
            return new Listing(
                    listing.attributes(),
                    listing.ordered(),
                    listing.start(),
                    listing.items().stream()
                            .map(item -> new Item(item.checked(), complete(item.blocks())))
                            .toList());
        }
        if (block instanceof Quote quote) {
            List<Block> shown = complete(quote.blocks());
            return shown.isEmpty() ? null : new Quote(quote.attributes(), shown, quote.citation(), quote.url());
        }
        if (block instanceof Definitions definitions) {
            return new Definitions(
                    definitions.attributes(),
                    definitions.entries().stream()
                            .map(entry -> new Definition(entry.term(), complete(entry.blocks())))
                            .toList());
        }
        if (block instanceof Footnotes footnotes) {
            return new Footnotes(
                    footnotes.attributes(),
                    footnotes.notes().stream()
                            .map(note -> new Footnote(note.label(), complete(note.blocks())))
                            .toList());
        }
        return block;
    }
}
