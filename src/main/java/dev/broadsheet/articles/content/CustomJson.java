package dev.broadsheet.articles.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.broadsheet.kernel.json.StrictJson;
import java.io.IOException;

/**
 * JSON that is somebody else's and must come back as it was: members in their order, numbers digit by digit (1.10 is not
 * 1.1, 12345678901234567890 not 1.2345678901234567E19), exponents written out. It lies in the database as text, because
 * {@code jsonb} keeps neither.
 */
public final class CustomJson {

    /** Levels that may be nested. */
    public static final int MAX_DEPTH = 100;

    private static final int MAX_DIGITS = 1000;

    /** Reads what was accepted before, when other limits may have held. */
    private static final JsonMapper EXACT = exact(StreamReadConstraints.builder()
            .maxNestingDepth(StrictJson.MAX_WRITTEN_NESTING)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build());

    private static final JsonMapper LIMITED = exact(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_DIGITS)
            .build());

    private CustomJson() {}

    private static JsonMapper exact(StreamReadConstraints limits) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .streamWriteConstraints(StreamWriteConstraints.builder()
                                .maxNestingDepth(StrictJson.MAX_WRITTEN_NESTING)
                                .build())
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    /** Whether a text that {@link #text} wrote keeps the limits. */
    public static boolean isWithinLimits(String text) {
        try {
            LIMITED.readTree(text);
            return true;
        } catch (JsonProcessingException tooMuch) {
            return false;
        }
    }

    /** The text of a value; an exception if a number in it is too large to be written out. */
    public static String text(JsonNode value) throws JsonProcessingException {
        return EXACT.writeValueAsString(value);
    }

    public static JsonNode read(String text) throws JsonProcessingException {
        return EXACT.readTree(text);
    }

    /** In UTF-8. */
    public static JsonNode read(byte[] json) throws IOException {
        return EXACT.readTree(json);
    }

    public static JsonNode stored(String text) {
        try {
            return read(text);
        } catch (JsonProcessingException damaged) {
            throw UnreadableContent.because(damaged);
        }
    }
}
