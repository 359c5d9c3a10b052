package dev.broadsheet.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.BodyLimits;
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.body.html.HtmlReader;
import dev.broadsheet.body.html.writer.HtmlWriter;
import dev.broadsheet.body.json.BlocksReader;
import dev.broadsheet.body.json.BlocksWriter;
import dev.broadsheet.body.markdown.MarkdownReader;
import dev.broadsheet.body.markdown.MarkdownWriter;
import dev.broadsheet.body.normalization.DocumentNormalizer;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entry point of this package: reads sources and writes documents. All methods are pure functions and thread-safe. */
public final class BodyConverter {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8 * BodyLimits.MAX_DEPTH)
                    .build())
            .build());

    private BodyConverter() {}

    /**
     * Reads a source that an editor sent, and assigns keys to the blocks.
     *
     * @param previous the document before the edit; blocks that are still there keep their keys
     * @throws ValidationProblem if blocks are invalid (with all faults at once), or if a {@link BodyLimits limit} is
     *     exceeded
     */
    public static ParsedBody read(BodySource source, @Nullable Document previous) {
        ParsedBody read = read(source);
        return new ParsedBody(withKeys(read.document(), previous), read.warnings());
    }

    /**
     * Reads a source that an editor sent. The blocks have only the keys that were sent: call {@link #withKeys}.
     *
     * @throws ValidationProblem as {@link #read(BodySource, Document)}
     */
    public static ParsedBody read(BodySource source) {
        String text = source.text();
        if (text.length() > BodyLimits.MAX_SOURCE_LENGTH) {
            throw BodyLimits.tooLong();
        }
        ConversionWarnings warnings = new ConversionWarnings();
        List<Block> blocks =
                switch (source.format()) {
                    case MARKDOWN -> MarkdownReader.read(text, warnings);
                    case HTML -> HtmlReader.read(text, warnings);
                    case BLOCKS -> BlocksReader.blocks(parsed(text));
                };
        return normalized(blocks, warnings);
    }

    /** Reads parsed JSON: {@code {"blocks": […]}} or only the array. */
    public static ParsedBody read(JsonNode blocks, @Nullable Document previous) {
        ParsedBody read = normalized(BlocksReader.blocks(blocks), new ConversionWarnings());
        return new ParsedBody(withKeys(read.document(), previous), read.warnings());
    }

    private static ParsedBody normalized(List<Block> blocks, ConversionWarnings warnings) {
        Document document = DocumentNormalizer.normalize(blocks, warnings);
        return new ParsedBody(document, warnings.toList());
    }

    /**
     * Returns the document with a key on every block.
     *
     * @param previous the document before the edit; blocks that are still there keep their keys
     */
    public static Document withKeys(Document document, @Nullable Document previous) {
        return BlockKeys.assign(document, previous);
    }

    public static String toHtml(Document document) {
        return HtmlWriter.write(document, LibraryImages.NONE);
    }

    /** Returns the document as an HTML fragment that shows images of the media library. */
    public static String toHtml(Document document, LibraryImages images) {
        return HtmlWriter.write(document, images);
    }

    public static String toMarkdown(Document document) {
        return MarkdownWriter.write(document, LibraryImages.NONE);
    }

    /** Returns the document as Markdown with links to images of the media library. */
    public static String toMarkdown(Document document, LibraryImages images) {
        return MarkdownWriter.write(document, images);
    }

    public static String toText(Document document) {
        return TextWriter.write(document);
    }

    /** Writes the document as a JSON array of blocks. */
    public static void blocks(Document document, JsonGenerator json) throws IOException {
        new BlocksWriter(json, LibraryImages.NONE).blocks(document.blocks());
    }

    /** Returns the document as a JSON array of blocks, as it is stored. */
    public static JsonNode blocks(Document document) {
        return blocks(document, LibraryImages.NONE);
    }

    /** Returns the document as a JSON array of blocks that shows images of the media library. */
    public static JsonNode blocks(Document document, LibraryImages images) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            new BlocksWriter(buffer, images).blocks(images.complete(document).blocks());
            return JSON.readTree(buffer.asParser());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes one block as JSON. */
    public static void block(Block block, JsonGenerator json) throws IOException {
        new BlocksWriter(json, LibraryImages.NONE).block(block);
    }

    /** Returns one block as JSON, as it is stored. */
    public static ObjectNode block(Block block) {
        return block(block, LibraryImages.NONE);
    }

    /** Returns one block as JSON, with the members of an image of the media library. */
    public static ObjectNode block(Block block, LibraryImages images) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            new BlocksWriter(buffer, images).block(block);
            return (ObjectNode) JSON.readTree(buffer.asParser());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads JSON that {@link #blocks} wrote and the database stored. Keys are kept, and no limit is checked again.
     *
     * @throws ValidationProblem if the JSON doesn't have the form that {@link #blocks} writes
     */
    public static Document fromStored(JsonNode blocks) {
        return new Document(BlocksReader.stored(blocks));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (StreamConstraintsException tooDeep) {
            throw BodyLimits.tooDeep();
        } catch (JsonProcessingException notJson) {
            String where = notJson.getLocation() == null
                    ? ""
                    : " at line " + notJson.getLocation().getLineNr();
            throw new ValidationProblem(List.of(Fault.at("", "not-json", "The blocks are not JSON" + where + ".")));
        }
    }
}
