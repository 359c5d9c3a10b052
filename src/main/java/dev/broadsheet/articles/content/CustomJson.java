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
 * JSON that a client defines. Returned with members in the same order and numbers with the same digits (1.10 doesn't
 * become 1.1, and 12345678901234567890 doesn't become 1.2345678901234567E19). Only exponents are expanded: 1e3 becomes
 * 1000. Stored as text, because {@code jsonb} doesn't keep the order of members.
 */
public final class CustomJson {

    /** Maximum nesting depth. */
    public static final int MAX_DEPTH = 100;

    private static final int MAX_DIGITS = 1000;

    /** Reads stored values without today's limits, because other limits may have applied when they were written. */
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

    /** Whether the result of {@link #text} is within the limits. */
    public static boolean isWithinLimits(String text) {
        try {
            LIMITED.readTree(text);
            return true;
        } catch (JsonProcessingException tooMuch) {
            return false;
        }
    }

    /** Serializes a value; throws if a number is too large to be written without an exponent. */
    public static String text(JsonNode value) throws JsonProcessingException {
        return EXACT.writeValueAsString(value);
    }

    public static JsonNode read(String text) throws JsonProcessingException {
        return EXACT.readTree(text);
    }

    /** Parses UTF-8 bytes. */
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
