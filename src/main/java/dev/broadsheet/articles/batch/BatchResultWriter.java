package dev.broadsheet.articles.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.problem.ProblemMapper;
import dev.broadsheet.writes.StoredResponse;
import dev.broadsheet.writes.WriteResult;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Streams the result of each item as soon as it is processed: as one JSON object, or as NDJSON with the totals in the
 * last line.
 */
final class BatchResultWriter implements AutoCloseable {

    private final JsonGenerator json;
    private final boolean ndjson;
    private int succeeded;
    private int failed;

    BatchResultWriter(OutputStream out, boolean lines, ObjectMapper mapper) throws IOException {
        this.ndjson = lines;
        this.json = mapper.writer()
                .withRootValueSeparator("")
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        if (!lines) {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
        }
    }

    void add(ObjectNode result) throws IOException {
        if (result.has("problem")) {
            failed++;
        } else {
            succeeded++;
        }
        json.writeTree(result);
        if (ndjson) {
            json.writeRaw('\n');
        }
        json.flush();
    }

    /**
     * Writes the totals. Without this call the response stays incomplete, so that a client can't mistake a partial
     * result for a full one.
     */
    void finish() throws IOException {
        if (ndjson) {
            json.writeStartObject();
        } else {
            json.writeEndArray();
        }
        json.writeNumberField("succeeded", succeeded);
        json.writeNumberField("failed", failed);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /** The result of an item that had its own transaction. */
    static ObjectNode result(int number, ObjectNode sent, StoredResponse response, ObjectMapper mapper)
            throws IOException {
        ObjectNode result = itemHeader(number, sent).put("status", response.status());
        if (response.body().length > 0) {
            result.setAll((ObjectNode) mapper.readTree(response.body()));
        }
        return response.isReplayed() ? result.put("replayed", true) : result;
    }

    /** The result of an item that shares one transaction with the others. */
    static ObjectNode result(int number, ObjectNode sent, WriteResult writeResult, boolean dryRun) {
        ObjectNode result = itemHeader(number, sent)
                .put("status", writeResult.location() != null ? 201 : writeResult.body() == null ? 204 : 200);
        if (writeResult.body() != null) {
            result.setAll(writeResult.body().get());
        }
        result.set("warnings", WriteResult.warningsJson(writeResult.warnings()));
        if (dryRun) {
            result.set(
                    "diff",
                    writeResult.diff() == null ? null : writeResult.diff().get());
        }
        return result;
    }

    static ObjectNode failure(int number, ObjectNode sent, Problem problem, ProblemMapper problemMapper) {
        ObjectNode result =
                itemHeader(number, sent).put("status", problem.code().status());
        result.set("problem", problemMapper.toJson(problem));
        return result;
    }

    private static ObjectNode itemHeader(int number, ObjectNode sent) {
        ObjectNode head = JsonNodeFactory.instance.objectNode().put("index", number);
        for (String member : new String[] {"op", "article"}) {
            JsonNode value = sent.path(member);
            if (value.isTextual()) {
                head.set(member, value);
            }
        }
        return head;
    }
}
