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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Entry point of this package: reads sources and writes documents. All methods are pure functions and thread-safe. */
public final class BodyConverter {

    /** Default mapping of a media id to the URL of its file. */
    public static final UnaryOperator<String> MEDIA_URL = media -> "/api/files/" + media;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8 * BodyLimits.MAX_DEPTH)
                    .build())
            .build());

    private BodyConverter() {}

    /**
     * Reads a source that an editor sent.
     *
     * @param previous the document before the edit; blocks that are still there keep their keys
     * @throws ValidationProblem if blocks are invalid (with all faults at once), or if a {@link BodyLimits limit} is
     *     exceeded
     */
    public static ParsedBody read(BodySource source, @Nullable Document previous) {
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
        return normalized(blocks, warnings, previous);
    }

    /** Reads parsed JSON: {@code {"blocks": […]}} or only the array. */
    public static ParsedBody read(JsonNode blocks, @Nullable Document previous) {
        return normalized(BlocksReader.blocks(blocks), new ConversionWarnings(), previous);
    }

    private static ParsedBody normalized(List<Block> blocks, ConversionWarnings warnings, @Nullable Document previous) {
        Document document = DocumentNormalizer.normalize(blocks, warnings);
        return new ParsedBody(BlockKeys.assign(document, previous), warnings.toList());
    }

    public static String toHtml(Document document) {
        return HtmlWriter.write(document, MEDIA_URL);
    }

    /** Returns the document as an HTML fragment, with media URLs from {@code mediaUrl}. */
    public static String toHtml(Document document, UnaryOperator<String> mediaUrl) {
        return HtmlWriter.write(document, mediaUrl);
    }

    public static String toMarkdown(Document document) {
        return MarkdownWriter.write(document, MEDIA_URL);
    }

    public static String toText(Document document) {
        return TextWriter.write(document);
    }

    /** Writes the document as a JSON array of blocks. */
    public static void blocks(Document document, JsonGenerator json) throws IOException {
        new BlocksWriter(json).blocks(document.blocks());
    }

    /** Returns the document as a JSON array of blocks. */
    public static JsonNode blocks(Document document) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            new BlocksWriter(buffer).blocks(document.blocks());
            return JSON.readTree(buffer.asParser());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes one block as JSON. */
    public static void block(Block block, JsonGenerator json) throws IOException {
        new BlocksWriter(json).block(block);
    }

    /** Returns one block as JSON, for the endpoint of a single block. */
    public static ObjectNode block(Block block) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            new BlocksWriter(buffer).block(block);
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
