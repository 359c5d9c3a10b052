package dev.broadsheet.body.json;

import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.LibraryImage;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks as JSON: {@code type} first, then {@code key}. Members without a value are omitted, but lists are
 * always written. {@code document.schema.json} is the schema of the output.
 */
public final class BlocksWriter {

    /** Members of an image block that {@link #image} writes before those that only images of the library have. */
    private static final Set<String> WRITTEN = Set.of(
            "type", "key", "dir", "lang", "media", "url", "width", "height", "alt", "caption", "credit", "copyright");

    private static final Mark[] MARKS = Mark.values();

    private final JsonGenerator json;
    private final LibraryImages images;

    /** @param images the images of the media library; their members are written into the blocks */
    public BlocksWriter(JsonGenerator json, LibraryImages images) {
        this.json = json;
        this.images = images;
    }

    public void blocks(List<? extends Block> blocks) throws IOException {
        json.writeStartArray();
        for (Block block : blocks) {
            block(block);
        }
        json.writeEndArray();
    }

    public void block(Block block) throws IOException {
        json.writeStartObject();
        if (block instanceof Paragraph paragraph) {
            start("paragraph", block);
            line("content", paragraph.content());
        } else if (block instanceof Heading heading) {
            start("heading", block);
            json.writeNumberField("level", heading.level());
            json.writeStringField("id", heading.id());
            line("content", heading.content());
        } else if (block instanceof Listing listing) {
            start("list", block);
            listing(listing);
        } else if (block instanceof Quote quote) {
            start("quote", block);
            json.writeFieldName("blocks");
            blocks(quote.blocks());
            text("citation", quote.citation());
            text("url", quote.url());
        } else if (block instanceof Image image) {
            start("image", block);
            image(image);
        } else if (block instanceof Gallery gallery) {
            start("gallery", block);
            json.writeFieldName("images");
            blocks(gallery.images());
            text("caption", gallery.caption());
        } else if (block instanceof Embed embed) {
            start("embed", block);
            json.writeStringField("provider", embed.provider().jsonName());
            json.writeStringField("url", embed.url());
            text("title", embed.title());
        } else if (block instanceof Table table) {
            start("table", block);
            table(table);
        } else if (block instanceof Code code) {
            start("code", block);
            text("language", code.language());
            json.writeStringField("text", code.text());
        } else if (block instanceof Definitions definitions) {
            start("definitions", block);
            definitions(definitions);
        } else if (block instanceof Footnotes footnotes) {
            start("footnotes", block);
            footnotes(footnotes);
        } else if (block instanceof Divider) {
            start("divider", block);
        }
        json.writeEndObject();
    }

    private void start(String type, Block block) throws IOException {
        json.writeStringField("type", type);
        text("key", block.key().isEmpty() ? null : block.key());
        text(
                "dir",
                block.attributes().dir() == null
                        ? null
                        : block.attributes().dir().jsonName());
        text("lang", block.attributes().lang());
    }

    private void listing(Listing listing) throws IOException {
        json.writeBooleanField("ordered", listing.ordered());
        if (listing.ordered()) {
            json.writeNumberField("start", listing.start());
        }
        json.writeArrayFieldStart("items");
        for (Item item : listing.items()) {
            json.writeStartObject();
            if (item.checked() != null) {
                json.writeBooleanField("checked", item.checked());
            }
            json.writeFieldName("blocks");
            blocks(item.blocks());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void image(Image image) throws IOException {
        LibraryImage known = images.find(image.media());
        text("media", image.media());
        text("url", image.url());
        if (known != null) {
            members(known, List.of("url", "width", "height"));
        }
        json.writeStringField("alt", image.alt());
        text("caption", image.caption());
        text("credit", image.credit());
        text("copyright", image.copyright());
        if (known != null) {
            List<String> others = new ArrayList<>();
            known.members().fieldNames().forEachRemaining(others::add);
            others.removeAll(WRITTEN);
            members(known, others);
        }
    }

    private void members(LibraryImage image, List<String> names) throws IOException {
        for (String name : names) {
            json.writeFieldName(name);
            json.writeTree(image.members().path(name));
        }
    }

    private void table(Table table) throws IOException {
        json.writeArrayFieldStart("columns");
        for (Alignment column : table.columns()) {
            json.writeString(column.name().toLowerCase(Locale.ROOT));
        }
        json.writeEndArray();
        json.writeFieldName("header");
        cells(table.header());
        if (table.rowHeaders()) {
            json.writeBooleanField("rowHeaders", true);
        }
        json.writeArrayFieldStart("rows");
        for (Row row : table.rows()) {
            cells(row.cells());
        }
        json.writeEndArray();
    }

    private void cells(List<Cell> cells) throws IOException {
        json.writeStartArray();
        for (Cell cell : cells) {
            line(cell.content());
        }
        json.writeEndArray();
    }

    private void definitions(Definitions definitions) throws IOException {
        json.writeArrayFieldStart("entries");
        for (Definition entry : definitions.entries()) {
            json.writeStartObject();
            line("term", entry.term());
            json.writeFieldName("blocks");
            blocks(entry.blocks());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void footnotes(Footnotes footnotes) throws IOException {
        json.writeArrayFieldStart("notes");
        for (Footnote note : footnotes.notes()) {
            json.writeStartObject();
            json.writeStringField("label", note.label());
            json.writeFieldName("blocks");
            blocks(note.blocks());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void line(String name, List<Inline> content) throws IOException {
        json.writeFieldName(name);
        line(content);
    }

    private void line(List<Inline> content) throws IOException {
        json.writeStartArray();
        for (Inline inline : content) {
            json.writeStartObject();
            if (inline instanceof Text text) {
                json.writeStringField("type", "text");
                json.writeStringField("text", text.text());
                marks(text.marks());
            } else if (inline instanceof Break) {
                json.writeStringField("type", "break");
            } else if (inline instanceof NoteReference reference) {
                json.writeStringField("type", "note");
                json.writeStringField("label", reference.label());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void marks(Marks marks) throws IOException {
        if (marks.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("marks");
        for (Mark mark : MARKS) {
            if (marks.has(mark)) {
                json.writeStartObject();
                json.writeStringField("type", mark.jsonName());
                json.writeEndObject();
            }
        }
        if (marks.link() != null) {
            json.writeStartObject();
            json.writeStringField("type", "link");
            json.writeStringField("href", marks.link().href());
            text("title", marks.link().title());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
