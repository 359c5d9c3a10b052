package dev.broadsheet.writes;

import dev.broadsheet.kernel.openapi.ApiOperation;
import dev.broadsheet.kernel.openapi.CommonResponse;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to OpenAPI what every write has: parameters, refusals and response headers, the 204 for
 * {@code Prefer: return=minimal}, and the response to a dry run. {@code META-INF/openapi.yaml} declares the
 * parameters and the schemas. Runs after the filters of features.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 0)
public class WriteOperations implements OASFilter {

    private static final List<String> CONDITIONS = List.of("IfMatch", "IfUnmodifiedSince", "IfNoneMatch");
    private static final List<String> PREFERENCES = List.of("IdempotencyKey", "Prefer", "dryRun");
    private static final String WITH_DRY_RUN = "WithDryRun";
    private static final String WRITTEN = "Written";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        ApiOperation.all(document).filter(ApiOperation::writes).forEach(write -> {
            boolean batch = write.operation().getResponses().hasAPIResponse("207");
            addParameters(write, batch);
            addResponses(write, batch);
            addHeaders(write);
            addDryRun(write.operation().getResponses(), components);
        });
    }

    /** A batch has no preconditions, because each of its items has its own. */
    private static void addParameters(ApiOperation write, boolean batch) {
        Stream.concat(batch ? Stream.empty() : CONDITIONS.stream(), PREFERENCES.stream())
                .forEach(name -> write.operation()
                        .addParameter(OASFactory.createParameter().ref(name)));
    }

    private static void addResponses(ApiOperation write, boolean batch) {
        APIResponse updated = write.operation().getResponses().getAPIResponse("200");
        APIResponse created = write.operation().getResponses().getAPIResponse("201");
        if (updated != null && created != null && created.getContent() == null) {
            created.setContent(updated.getContent());
        }
        if (!batch) {
            write.addResponse(CommonResponse.PRECONDITION_FAILED);
        }
        if (!batch && updated != null) {
            write.addResponse("204", "Done. With Prefer: return=minimal, if there are no warnings.");
        }
        write.addResponse(CommonResponse.CONFLICT);
        write.addResponse(CommonResponse.INVALID);
        write.addResponse(CommonResponse.PRECONDITION_REQUIRED);
        write.addResponse(CommonResponse.INSUFFICIENT_STORAGE);
    }

    private static void addHeaders(ApiOperation write) {
        write.addHeader("201", HttpHeaders.LOCATION, "URL of the created resource.");
        for (String done : List.of("200", "201", "204")) {
            write.addHeader(done, HttpHeaders.ETAG, "ETag of the new state, for If-Match of the next write.");
            write.addHeader(done, "Idempotency-Replayed", "true: the stored response of an earlier request.");
            write.addHeader(done, "Preference-Applied", "Preferences of Prefer that were applied (RFC 7240).");
        }
    }

    /** Adds the dry run to each response with a body. Where the write answers only 204, a dry run answers 200. */
    private static void addDryRun(APIResponses responses, Components components) {
        if (!responses.hasAPIResponse("200") && responses.hasAPIResponse("204")) {
            responses.addAPIResponse(
                    "200",
                    OASFactory.createAPIResponse()
                            .description("With dryRun=true.")
                            .content(OASFactory.createContent()
                                    .addMediaType(
                                            jakarta.ws.rs.core.MediaType.APPLICATION_JSON,
                                            OASFactory.createMediaType().schema(ref(WITH_DRY_RUN)))));
            return;
        }
        for (String done : List.of("200", "201", "207")) {
            APIResponse response = responses.getAPIResponse(done);
            MediaType json = response == null
                    ? null
                    : response.getContent().getMediaType(jakarta.ws.rs.core.MediaType.APPLICATION_JSON);
            if (json != null) {
                json.setSchema(written(json.getSchema(), components));
            }
        }
    }

    /**
     * The response with the member {@code dryRun}: a named schema, so that code generators make a type of it. A schema
     * named Written… has the member already.
     */
    private static Schema written(Schema response, Components components) {
        String name = Objects.requireNonNull(response.getRef(), "The response to a write has no named schema.")
                .replaceFirst(".*/", "");
        if (name.startsWith(WRITTEN)) {
            return response;
        }
        components.addSchema(
                WRITTEN + name,
                OASFactory.createSchema()
                        .description(name + ", as the response to a write.")
                        .addAllOf(ref(name))
                        .addAllOf(ref(WITH_DRY_RUN)));
        return ref(WRITTEN + name);
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
