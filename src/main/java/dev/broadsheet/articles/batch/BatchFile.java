package dev.broadsheet.articles.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFaults;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The items of a batch in a temporary file: a JSON array, or objects one after the other (NDJSON). Only one item is in
 * memory at a time, and the response is streamed while items are processed. The whole file is checked before the first
 * item is processed, so a malformed batch changes nothing.
 */
final class BatchFile implements AutoCloseable {

    static final int MAX_ITEMS = 10_000;

    /** The same limit as for the body of a single write. */
    static final int MAX_ITEM_BYTES = 4 * 1024 * 1024;

    private final Path file;
    private final ObjectMapper json;
    private long largest;

    private BatchFile(Path file, ObjectMapper json) {
        this.file = file;
        this.json = json;
    }

    /**
     * @throws Problem 400 if the file can't be parsed, 413 if an item is too large or there are too many,
     *     422 if it isn't a list of objects
     */
    static BatchFile receive(InputStream body, ObjectMapper json) {
        try {
            Path file = Files.createTempFile("broadsheet-batch", ".json");
            BatchFile batch = new BatchFile(file, json);
            try {
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
                batch.check();
                return batch;
            } catch (IOException | RuntimeException refused) {
                batch.close();
                throw refused;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The size of the largest item, in bytes. */
    long largest() {
        return largest;
    }

    MappingIterator<ObjectNode> items() {
        try {
            return json.readerFor(ObjectNode.class).readValues(file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private void check() throws IOException {
        // In NDJSON, the tokens after an item belong to the next item, so they are not an error.
        ObjectReader reader = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try (JsonParser parser = json.createParser(file.toFile())) {
            int items = 0;
            boolean inArray = parser.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = inArray ? parser.nextToken() : parser.currentToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                if (token != JsonToken.START_OBJECT) {
                    throw new ValidationProblem(
                            Fault.at("/" + items, "wrong-type", "Each item must be a JSON object."));
                }
                long start = parser.currentTokenLocation().getByteOffset();
                // Reads each item fully instead of skipping it: skipping wouldn't detect malformed numbers and
                // characters.
                reader.readTree(parser);
                long size = parser.currentLocation().getByteOffset() - start;
                largest = Math.max(largest, size);
                if (size > MAX_ITEM_BYTES) {
                    throw tooLarge("Item " + items + " has more than " + MAX_ITEM_BYTES / (1024 * 1024) + " MiB.");
                }
                if (++items > MAX_ITEMS) {
                    throw tooLarge("A batch has at most " + MAX_ITEMS + " items.");
                }
                token = parser.nextToken();
            }
            if (inArray && parser.nextToken() != null) {
                throw new Problem(ProblemCode.MALFORMED, "There is data after the end of the list.");
            }
            if (items == 0) {
                throw new Problem(
                        ProblemCode.MALFORMED,
                        "The batch is empty: a JSON array or lines of JSON objects is expected.");
            }
        } catch (JsonProcessingException malformed) {
            throw JsonFaults.of(malformed);
        } catch (ArithmeticException | NumberFormatException number) {
            throw new Problem(ProblemCode.MALFORMED, "A number is too large.");
        } catch (CharConversionException encoding) {
            throw new Problem(ProblemCode.MALFORMED, "The body is not valid UTF-8.");
        }
    }

    private static Problem tooLarge(String detail) {
        return new Problem(ProblemCode.TOO_LARGE, detail);
    }
}
