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
import dev.broadsheet.body.document.Canonical;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.Limits;
import dev.broadsheet.body.document.Remarks;
import dev.broadsheet.body.html.HtmlReader;
import dev.broadsheet.body.html.HtmlWriter;
import dev.broadsheet.body.json.BlocksReader;
import dev.broadsheet.body.json.BlocksWriter;
import dev.broadsheet.body.markdown.MarkdownReader;
import dev.broadsheet.body.markdown.MarkdownWriter;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Invalid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room: reads sources and writes documents. Pure functions, safe for all threads.
 */
public final class Body {

    /** Where a file of ours is served, unless the caller knows better. */
    public static final UnaryOperator<String> MEDIA_URL = media -> "/api/files/" + media;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8 * Limits.DEPTH)
                    .build())
            .build());

    private Body() {}

    /**
     * Reads what an editor sent.
     *
     * @param previous the document before the edit, whose keys go to the blocks that are still there
     * @throws Invalid for blocks that aren't any, all faults at once, and past a {@link Limits limit}
     */
    public static Reading read(Source source, @Nullable Document previous) {
        String text = source.text();
        if (text.length() > Limits.SOURCE) {
            throw Limits.tooLong();
        }
        Remarks remarks = new Remarks();
        List<Block> blocks =
                switch (source.format()) {
                    case MARKDOWN -> MarkdownReader.read(text, remarks);
                    case HTML -> HtmlReader.read(text, remarks);
                    case BLOCKS -> BlocksReader.blocks(parsed(text));
                };
        return finished(blocks, remarks, previous);
    }

    /** Reads blocks that are parsed already: {@code {"blocks": […]}} or the array alone. */
    public static Reading read(JsonNode blocks, @Nullable Document previous) {
        return finished(BlocksReader.blocks(blocks), new Remarks(), previous);
    }

    private static Reading finished(List<Block> blocks, Remarks remarks, @Nullable Document previous) {
        Document document = Canonical.of(blocks, remarks);
        return new Reading(Keys.given(document, previous), remarks.warnings());
    }

    /** The document as an HTML fragment. */
    public static String html(Document document) {
        return HtmlWriter.write(document, MEDIA_URL);
    }

    /** The document as an HTML fragment, with the files where the caller says. */
    public static String html(Document document, UnaryOperator<String> mediaUrl) {
        return HtmlWriter.write(document, mediaUrl);
    }

    /** The document as Markdown. */
    public static String markdown(Document document) {
        return MarkdownWriter.write(document, MEDIA_URL);
    }

    /** The document as plain text. */
    public static String text(Document document) {
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
     * @throws Invalid where it isn't what {@link #blocks} writes
     */
    public static Document stored(JsonNode blocks) {
        return new Document(BlocksReader.stored(blocks));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (StreamConstraintsException tooDeep) {
            throw Limits.tooDeep();
        } catch (JsonProcessingException notJson) {
            String where = notJson.getLocation() == null
                    ? ""
                    : " at line " + notJson.getLocation().getLineNr();
            throw new Invalid(List.of(Fault.at("", "not-json", "The blocks are not JSON" + where + ".")));
        }
    }
}
