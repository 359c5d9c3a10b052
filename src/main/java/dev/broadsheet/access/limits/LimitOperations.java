package dev.broadsheet.access.limits;

import dev.broadsheet.kernel.openapi.ApiOperation;
import dev.broadsheet.kernel.openapi.CommonResponse;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to OpenAPI the headers of the limits: to the 429 that all operations share, and to the successful responses of
 * operations that need a key. Runs after {@code OperationDefaultsFilter}, which adds the 429 and the security
 * requirements.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -2)
public class LimitOperations implements OASFilter {

    private static final Map<String, Header> HEADERS = new LinkedHashMap<>();

    static {
        HEADERS.put(
                Quota.POLICY_HEADER,
                header(
                        "The limit: requests (q) in a window of seconds (w), as in draft-ietf-httpapi-ratelimit-headers.",
                        "\"default\";q=60000;w=60"));
        HEADERS.put(
                Quota.REMAINING_HEADER,
                header(
                        "Requests left (r), and seconds until all of the limit is available again (t).",
                        "\"default\";r=59998;t=1"));
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        HEADERS.forEach(document.getComponents()::addHeader);
        addHeaders(Objects.requireNonNull(
                document.getComponents().getResponses().get(CommonResponse.TOO_MANY_REQUESTS.component())));
        ApiOperation.all(document)
                .filter(operation -> !operation.operation().getSecurity().isEmpty())
                .flatMap(operation -> operation.operation().getResponses().getAPIResponses().entrySet().stream())
                .filter(response -> response.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .filter(response -> response.getRef() == null)
                .forEach(LimitOperations::addHeaders);
    }

    private static void addHeaders(APIResponse response) {
        for (String name : HEADERS.keySet()) {
            response.addHeader(name, OASFactory.createHeader().ref(name));
        }
    }

    private static Header header(String description, String example) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .example(example);
    }
}
