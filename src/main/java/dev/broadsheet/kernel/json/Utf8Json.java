package dev.broadsheet.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Serialized JSON in UTF-8, which is copied into a response unchanged. */
public final class Utf8Json {

    /** More than a stored article can nest. The JSON that is read here was validated when it was stored. */
    private static final int MAX_DEPTH = 5000;

    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Utf8Json() {}

    /** @throws UncheckedIOException unless it is one JSON object and nothing else */
    public static void check(byte[] utf8) {
        try (JsonParser parser = PARSERS.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || parser.skipChildren().nextToken() != null) {
                throw new JsonParseException(parser, "This is not one JSON object.");
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Writes the JSON as a value at the generator's current position. */
    public static void write(byte[] utf8, JsonGenerator json) throws IOException {
        if (json.getOutputTarget() instanceof OutputStream) {
            json.writeRawValue(new Utf8String(utf8));
        } else {
            json.writeRawValue(new String(utf8, StandardCharsets.UTF_8));
        }
    }

    public static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The text JSON-escaped, without the quotation marks. */
    public static byte[] quoted(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text);
    }

    /** Passes UTF-8 bytes to a byte-based generator without escaping or re-encoding. */
    private static final class Utf8String extends SerializedString {

        private static final long serialVersionUID = 1L;

        Utf8String(byte[] utf8) {
            super("");
            _unquotedUTF8Ref = utf8;
        }
    }
}
