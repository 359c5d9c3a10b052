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

/**
 * The door of this room: reads sources and writes documents. Pure functions, safe for all threads.
 */
public final class BodyConverter {

    /** Where a file of ours is served, unless the caller knows better. */
    public static final UnaryOperator<String> MEDIA_URL = media -> "/api/files/" + media;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8 * BodyLimits.MAX_DEPTH)
                    .build())
            .build());

    private BodyConverter() {}

    /**
     * Reads what an editor sent.
     *
     * @param previous the document before the edit, whose keys go to the blocks that are still there
     * @throws ValidationProblem for blocks that aren't any, all faults at once, and past a {@link BodyLimits limit}
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

    /** Reads blocks that are parsed already: {@code {"blocks": […]}} or the array alone. */
    public static ParsedBody read(JsonNode blocks, @Nullable Document previous) {
        return normalized(BlocksReader.blocks(blocks), new ConversionWarnings(), previous);
    }

    private static ParsedBody normalized(List<Block> blocks, ConversionWarnings warnings, @Nullable Document previous) {
        Document document = DocumentNormalizer.normalize(blocks, warnings);
        return new ParsedBody(BlockKeys.assign(document, previous), warnings.toList());
    }

    /** The document as an HTML fragment. */
    public static String toHtml(Document document) {
        return HtmlWriter.write(document, MEDIA_URL);
    }

    /** The document as an HTML fragment, with the files where the caller says. */
    public static String toHtml(Document document, UnaryOperator<String> mediaUrl) {
        return HtmlWriter.write(document, mediaUrl);
    }

    /** The document as Markdown. */
    public static String toMarkdown(Document document) {
        return MarkdownWriter.write(document, MEDIA_URL);
    }

    /** The document as plain text. */
    public static String toText(Document document) {
        return TextWriter.write(document);
    }

    /** Writes the array of blocks. */
    public static void blocks(Document document, JsonGenerator json) throws IOException {
        new BlocksWriter(json).blocks(document.blocks());
    }

    /** The array of blocks. */
    public static JsonNode blocks(Document document) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            new BlocksWriter(buffer).blocks(document.blocks());
            return JSON.readTree(buffer.asParser());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One block, for its own address. */
    public static ObjectNode block(Block block) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            new BlocksWriter(buffer).block(block);
            return (ObjectNode) JSON.readTree(buffer.asParser());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * What {@link #blocks} wrote, read from our own store: as it is, keys and all. No limit is checked again.
     *
     * @throws ValidationProblem where it isn't what {@link #blocks} writes
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
