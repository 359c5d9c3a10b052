package dev.broadsheet.body.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Alignment;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Divider;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Block.Row;
import dev.broadsheet.body.document.Block.Table;
import dev.broadsheet.body.document.BodyLimits;
import dev.broadsheet.body.document.Direction;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.normalization.CharacterNormalizer;
import dev.broadsheet.body.normalization.Slug;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks from JSON. Every error is a fault with its JSON pointer, and all faults are reported at once. Invalid
 * values are never replaced by guesses. One instance reads one document, on one thread.
 *
 * <p>Blocks from a client are not normalized; pass them to
 * {@link dev.broadsheet.body.normalization.DocumentNormalizer}. Stored blocks are its output and are read unchanged:
 * limits, URLs, keys and labels were checked when the blocks were accepted, and a rule that has changed since must not
 * make them unreadable.
 */
public final class BlocksReader {

    /** The members of an image of the media library. Those that the library determines may be sent back; they are ignored. */
    private static final String[] OF_LIBRARY_IMAGE = {
        "media",
        "alt",
        "caption",
        "credit",
        "copyright",
        "url",
        "width",
        "height",
        "licenseEndsAt",
        "blurhash",
        "color",
        "focus",
        "crops",
        "animated",
        "renditions"
    };

    private final boolean stored;
    private final FaultCollector faults = new FaultCollector();
    private final InlineReader inlines;
    private final Set<String> keys = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    private BlocksReader(boolean stored) {
        this.stored = stored;
        this.inlines = new InlineReader(faults, stored);
    }

    /**
     * Reads the array that {@link BlocksWriter} wrote. Throws {@code ValidationProblem} only if the JSON can't be
     * converted to blocks.
     */
    public static List<Block> stored(JsonNode array) {
        BlocksReader reader = new BlocksReader(true);
        List<Block> blocks = reader.blocks(array, "/blocks", 0);
        reader.faults.orThrow();
        return blocks;
    }

    /** Reads {@code {"blocks": […]}} or only the array. Pointers begin with /blocks. */
    public static List<Block> blocks(JsonNode json) {
        BlocksReader reader = new BlocksReader(false);
        JsonNode array = json;
        if (json.isObject()) {
            new JsonObjectReader(json, "", reader.faults).allowOnly("blocks");
            array = json.path("blocks");
        }
        List<Block> blocks = reader.blocks(array, "/blocks", 0);
        reader.faults.orThrow();
        return blocks;
    }

    /** Reads one block. Pointers are relative to it. */
    public static Block block(JsonNode json) {
        BlocksReader reader = new BlocksReader(false);
        List<Block> blocks = new ArrayList<>(1);
        reader.block(json, "", 0, blocks);
        reader.faults.orThrow();
        return blocks.get(0);
    }

    private List<Block> blocks(JsonNode array, String pointer, int depth) {
        List<Block> blocks = new ArrayList<>();
        if (depth > BodyLimits.MAX_DEPTH && !stored) {
            throw BodyLimits.tooDeep();
        }
        if (!array.isArray()) {
            faults.at(pointer, "wrong-type", "An array of blocks is needed.");
            return blocks;
        }
        if (array.size() > BodyLimits.MAX_BLOCKS && !stored) {
            throw BodyLimits.tooManyBlocks();
        }
        for (int i = 0; i < array.size(); i++) {
            block(array.get(i), pointer + "/" + i, depth, blocks);
        }
        return blocks;
    }

    private void block(JsonNode json, String pointer, int depth, List<Block> out) {
        if (!json.isObject()) {
            faults.at(pointer, "wrong-type", "A block is an object.");
            return;
        }
        JsonObjectReader block = new JsonObjectReader(json, pointer, faults);
        String type = block.text("type");
        Attributes attributes = attributes(block);
        Block read =
                switch (type == null ? "" : type) {
                    case "paragraph" -> paragraph(block, attributes);
                    case "heading" -> heading(block, attributes);
                    case "list" -> listing(block, attributes, depth);
                    case "quote" -> quote(block, attributes, depth);
                    case "image" -> image(block, attributes);
                    case "gallery" -> gallery(block, attributes);
                    case "embed" -> embed(block, attributes);
                    case "table" -> table(block, attributes);
                    case "code" -> code(block, attributes);
                    case "definitions" -> definitions(block, attributes, depth);
                    case "footnotes" -> footnotes(block, attributes, depth);
                    case "divider" -> divider(block, attributes);
                    default -> unknown(block, type);
                };
        if (read != null) {
            out.add(read);
        }
    }

    private @Nullable Block unknown(JsonObjectReader block, @Nullable String type) {
        if (type != null) {
            faults.at(
                    block.pointer("type"),
                    "unknown-type",
                    "There is no block of type " + JsonObjectReader.abbreviated(type) + ".");
        }
        return null;
    }

    private Attributes attributes(JsonObjectReader block) {
        String key = block.textOrNull("key");
        String dir = block.textOrNull("dir");
        String lang = block.textOrNull("lang");
        Direction direction = dir == null ? null : Direction.of(dir);
        if (dir != null && direction == null) {
            faults.at(block.pointer("dir"), "unknown-value", "A direction is ltr, rtl or auto.");
        }
        if (!stored) {
            checkAttributes(block, key, lang);
        }
        return key == null && direction == null && lang == null
                ? Attributes.NONE
                : new Attributes(key == null ? "" : key, direction, lang);
    }

    private void checkAttributes(JsonObjectReader block, @Nullable String key, @Nullable String lang) {
        if (key != null && !Attributes.isKey(key)) {
            faults.at(block.pointer("key"), "bad-key", "A key has 1 to 40 letters, digits, - and _.");
        } else if (key != null && !keys.add(key)) {
            faults.at(block.pointer("key"), "duplicate-key", "Two blocks have the key " + key + ".");
        }
        if (lang != null && !Attributes.isLang(lang)) {
            faults.at(block.pointer("lang"), "unknown-value", "A language is a BCP 47 tag.");
        }
    }

    private Block paragraph(JsonObjectReader block, Attributes attributes) {
        block.allowOnlyInBlock("content");
        return new Paragraph(attributes, inlines.line(block.member("content"), block.pointer("content")));
    }

    private Block heading(JsonObjectReader block, Attributes attributes) {
        block.allowOnlyInBlock("level", "id", "content");
        int level = block.integer("level", 1, 6, null);
        String id = block.textOrNull("id");
        return new Heading(
                attributes,
                level,
                id == null ? "" : stored ? id : Slug.id(id),
                inlines.line(block.member("content"), block.pointer("content")));
    }

    private Block listing(JsonObjectReader block, Attributes attributes, int depth) {
        block.allowOnlyInBlock("ordered", "start", "items");
        boolean ordered = Boolean.TRUE.equals(block.booleanOrNull("ordered"));
        int start = block.integer("start", 0, 999_999_999, 1);
        List<Item> items = new ArrayList<>();
        for (JsonObjectReader item : block.objects("items")) {
            item.allowOnly("checked", "blocks");
            items.add(new Item(
                    item.booleanOrNull("checked"), blocks(item.member("blocks"), item.pointer("blocks"), depth + 1)));
        }
        return new Listing(attributes, ordered, ordered ? start : 1, items);
    }

    private Block quote(JsonObjectReader block, Attributes attributes, int depth) {
        block.allowOnlyInBlock("blocks", "citation", "url");
        List<Block> blocks = blocks(block.member("blocks"), block.pointer("blocks"), depth + 1);
        String url = block.textOrNull("url");
        return new Quote(
                attributes,
                blocks,
                block.textOrNull("citation"),
                url == null ? null : checked(block, "url", url, UrlSanitizer::absoluteWeb));
    }

    private Image image(JsonObjectReader block, Attributes attributes) {
        String media = block.textOrNull("media");
        if (media == null) {
            block.allowOnlyInBlock("media", "url", "alt", "caption", "credit", "copyright");
        } else {
            block.allowOnlyInBlock(OF_LIBRARY_IMAGE);
        }
        String url = media == null ? block.textOrNull("url") : null;
        if (media == null && url == null) {
            faults.at(block.pointer(), "media-or-url", "An image has media or url.");
        }
        String alt = block.textOrNull("alt");
        return new Image(
                attributes,
                media == null ? null : checked(block, "media", media, UrlSanitizer::media),
                url == null ? null : checked(block, "url", url, UrlSanitizer::resource),
                alt == null ? "" : alt,
                block.textOrNull("caption"),
                block.textOrNull("credit"),
                block.textOrNull("copyright"));
    }

    private Block gallery(JsonObjectReader block, Attributes attributes) {
        block.allowOnlyInBlock("images", "caption");
        List<Image> images = new ArrayList<>();
        for (JsonObjectReader image : block.objects("images")) {
            String type = image.text("type");
            if (type != null && !type.equals("image")) {
                faults.at(image.pointer("type"), "unknown-type", "A gallery holds images alone.");
            } else {
                images.add(image(image, attributes(image)));
            }
        }
        return new Gallery(attributes, images, block.textOrNull("caption"));
    }

    private Block embed(JsonObjectReader block, Attributes attributes) {
        block.allowOnlyInBlock("provider", "url", "title");
        String url = block.text("url");
        String safe = url == null ? null : checked(block, "url", url, UrlSanitizer::absoluteWeb);
        Embed embed = new Embed(attributes, safe == null ? "" : safe, block.textOrNull("title"));
        String provider = block.textOrNull("provider");
        if (!stored
                && safe != null
                && provider != null
                && !provider.equals(embed.provider().jsonName())) {
            faults.at(
                    block.pointer("provider"),
                    "wrong-provider",
                    "That address is of provider " + embed.provider().jsonName() + ".");
        }
        return embed;
    }

    private @Nullable String checked(
            JsonObjectReader block, String name, String sent, Function<String, @Nullable String> rule) {
        String address = !stored ? rule.apply(sent) : UrlSanitizer.isSafe(sent) ? sent : null;
        if (address == null) {
            faults.at(
                    block.pointer(name),
                    name.equals("media") ? "bad-id" : "unsafe-link",
                    name.equals("media") ? "A media id is a UUID." : InlineReader.BAD_ADDRESS);
        }
        return address;
    }

    private Block table(JsonObjectReader block, Attributes attributes) {
        block.allowOnlyInBlock("columns", "header", "rowHeaders", "rows");
        List<Alignment> columns = new ArrayList<>();
        for (int i = 0; i < block.size("columns"); i++) {
            columns.add(alignment(block.member("columns").get(i), block.pointer("columns") + "/" + i));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < block.size("rows"); i++) {
            rows.add(new Row(cells(block.member("rows").get(i), block.pointer("rows") + "/" + i)));
        }
        List<Cell> header = block.has("header") ? cells(block.member("header"), block.pointer("header")) : List.of();
        return new Table(attributes, columns, header, rows, Boolean.TRUE.equals(block.booleanOrNull("rowHeaders")));
    }

    private Alignment alignment(JsonNode json, String pointer) {
        for (Alignment alignment : Alignment.values()) {
            if (alignment.name().toLowerCase(Locale.ROOT).equals(json.textValue())) {
                return alignment;
            }
        }
        faults.at(pointer, "unknown-value", "A column is aligned none, left, center or right.");
        return Alignment.NONE;
    }

    private List<Cell> cells(JsonNode json, String pointer) {
        List<Cell> cells = new ArrayList<>();
        if (!json.isArray()) {
            faults.at(pointer, "wrong-type", "A row is an array of cells.");
        }
        for (int i = 0; i < json.size(); i++) {
            cells.add(new Cell(inlines.line(json.get(i), pointer + "/" + i)));
        }
        return cells;
    }

    private Block code(JsonObjectReader block, Attributes attributes) {
        block.allowOnlyInBlock("language", "text");
        String language = block.textOrNull("language");
        if (language != null && !stored && !Code.isLanguage(language)) {
            faults.at(
                    block.pointer("language"),
                    "unknown-value",
                    "A code language is one word of at most 60 characters.");
        }
        String text = block.text("text");
        return new Code(attributes, language, text == null ? "" : CharacterNormalizer.multiLine(text));
    }

    private Block definitions(JsonObjectReader block, Attributes attributes, int depth) {
        block.allowOnlyInBlock("entries");
        List<Definition> entries = new ArrayList<>();
        for (JsonObjectReader entry : block.objects("entries")) {
            entry.allowOnly("term", "blocks");
            entries.add(new Definition(
                    inlines.line(entry.member("term"), entry.pointer("term")),
                    entry.has("blocks")
                            ? blocks(entry.member("blocks"), entry.pointer("blocks"), depth + 1)
                            : List.of()));
        }
        return new Definitions(attributes, entries);
    }

    private Block footnotes(JsonObjectReader block, Attributes attributes, int depth) {
        block.allowOnly("type", "key", "notes");
        if (depth > 0) {
            faults.at(block.pointer("type"), "footnotes-inside", "Footnotes stand at the end of the document.");
        }
        List<Footnote> notes = new ArrayList<>();
        for (JsonObjectReader note : block.objects("notes")) {
            note.allowOnly("label", "blocks");
            String label = note.text("label");
            if (label != null
                    && !stored
                    && (label.isEmpty() || !Slug.label(label).equals(label))) {
                faults.at(
                        note.pointer("label"),
                        "bad-label",
                        "A label has lower-case letters, digits and single hyphens.");
            } else if (label != null && !stored && !labels.add(label)) {
                faults.at(note.pointer("label"), "duplicate-label", "Two notes have the label " + label + ".");
            }
            notes.add(new Footnote(
                    label == null ? "" : label, blocks(note.member("blocks"), note.pointer("blocks"), depth + 1)));
        }
        return new Footnotes(attributes, notes);
    }

    private Block divider(JsonObjectReader block, Attributes attributes) {
        block.allowOnlyInBlock();
        return new Divider(attributes);
    }
}
