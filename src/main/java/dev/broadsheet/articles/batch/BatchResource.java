package dev.broadsheet.articles.batch;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.http.MediaRanges;
import dev.broadsheet.kernel.problem.ProblemMapper;
import dev.broadsheet.kernel.request.RequestFingerprint;
import dev.broadsheet.kernel.request.body.BodyMemory;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/articles/batch}: many writes in one request. */
@Path("/api/articles/batch")
@RequiresPermission(Permission.ARTICLES_WRITE)
@Tag(name = "Articles")
class BatchResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int MULTI_STATUS = 207;
    private static final Duration ATOMIC_TIMEOUT = Duration.ofMinutes(10);

    private final BatchService batchService;
    private final WriteExecutor writes;
    private final ProblemMapper problemMapper;
    private final ObjectMapper json;
    private final BodyMemory memory;

    BatchResource(
            BatchService batchService,
            WriteExecutor writes,
            ProblemMapper problemMapper,
            ObjectMapper json,
            BodyMemory memory) {
        this.batchService = batchService;
        this.writes = writes;
        this.problemMapper = problemMapper;
        this.json = json;
        this.memory = memory;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Operation(
            summary = "Write many articles",
            description =
                    "JSON array or NDJSON, at most 10,000 items and 64 MiB. op: create, upsert, patch, delete, publish, unpublish or tag. data: the body of the single write; a string is a Markdown file. Each item is written on its own and reported at once; with Idempotency-Key, a repeat resumes after the last written item. atomic=true: all or none. application/x-ndjson returns one result a line.")
    @RequestBody(ref = "Batch")
    @APIResponse(
            responseCode = "200",
            description = "With atomic=true: all items are written.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchResultsView.class)))
    @APIResponse(
            responseCode = "207",
            description = "One result for each item, in order.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = BatchResultsView.class)),
                @Content(mediaType = NDJSON, schema = @Schema(implementation = BatchResultView.class))
            })
    @APIResponse(
            responseCode = "422",
            description = "Not a list of objects (invalid), or an item failed with atomic=true (batch-failed).")
    public RestResponse<StreamingOutput> batch(
            InputStream body,
            @RestQuery @DefaultValue("false") @Parameter(description = "true: all items or none.") boolean atomic,
            @Context HttpHeaders headers) {
        boolean lines = prefersNdjson(headers.getAcceptableMediaTypes());
        refuseConditions(headers);
        writes.checkIdempotencyKey();
        BatchFile batch = BatchFile.receive(body, json);
        memory.shrink(batch.largest());
        if (atomic) {
            try (batch) {
                return streamed(writes.execute(ATOMIC_TIMEOUT, () -> batchService.executeAll(batch.items())), 200);
            }
        } else if (writes.dryRun()) {
            try (batch) {
                return streamed(writes.execute(ATOMIC_TIMEOUT, () -> batchService.dryRun(batch.items())), MULTI_STATUS);
            }
        }
        StreamingOutput report = out -> {
            try (batch) {
                executeEach(batch, out, lines);
            }
        };
        return RestResponse.ResponseBuilder.<StreamingOutput>create(MULTI_STATUS)
                .entity(report)
                .header(HttpHeaders.CONTENT_TYPE, lines ? NDJSON : MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Whether the client prefers NDJSON over JSON, or accepts only NDJSON. */
    private static boolean prefersNdjson(List<MediaType> accepted) {
        MediaRanges ranges = new MediaRanges(accepted);
        boolean json = ranges.accepts(MediaType.APPLICATION_JSON_TYPE);
        boolean lines = ranges.accepts(MediaType.valueOf(NDJSON));
        if (!json && !lines) {
            throw new Problem(
                    ProblemCode.NOT_ACCEPTABLE,
                    "This URL answers: " + MediaType.APPLICATION_JSON + ", " + NDJSON + ".");
        }
        return lines && (!json || accepted.get(0).toString().startsWith(NDJSON));
    }

    private static void refuseConditions(HttpHeaders headers) {
        for (String name : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE)) {
            if (!headers.getRequestHeader(name).isEmpty()) {
                throw new ParameterProblem(List.of(
                        Fault.in(name, "not-here", "A batch has no ETag: give ifMatch and ifNoneMatch to its items.")));
            }
        }
    }

    private static RestResponse<StreamingOutput> streamed(RestResponse<byte[]> whole, int status) {
        var response = RestResponse.ResponseBuilder.<StreamingOutput>create(status);
        whole.getHeaders().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        byte[] body = whole.getEntity();
        if (body != null) {
            response.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                    .entity(out -> out.write(body));
        }
        return response.build();
    }

    private void executeEach(BatchFile batch, OutputStream out, boolean lines) throws IOException {
        try (BatchResultWriter resultWriter = new BatchResultWriter(out, lines, json);
                MappingIterator<ObjectNode> items = batch.items()) {
            Problem outage = null;
            for (int number = 0; items.hasNext(); number++) {
                ObjectNode sent = items.next();
                int item = number;
                try {
                    if (outage != null) {
                        throw outage;
                    }
                    byte[] print =
                            RequestFingerprint.sha256().digest(sent.toString().getBytes(StandardCharsets.UTF_8));
                    resultWriter.add(BatchResultWriter.result(
                            number, sent, writes.executeItem(number, print, () -> batchService.execute(sent)), json));
                } catch (RuntimeException failure) {
                    Problem problem = ProblemMapper.toProblem(failure);
                    resultWriter.add(BatchResultWriter.failure(item, sent, problem, problemMapper));
                    // The database is unavailable: the remaining items fail at once instead of each waiting for a
                    // timeout.
                    outage = problem.code() == ProblemCode.UNAVAILABLE ? problem : null;
                }
            }
            resultWriter.finish();
        }
    }
}
