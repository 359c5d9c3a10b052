package dev.broadsheet.kernel.openapi;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.WarningCode;
import dev.broadsheet.kernel.problem.ProblemWriter;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.kernel.request.ReadOnly;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Extensible;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to each operation the documentation that all operations of its kind share: the error responses, the key, the
 * Link header of a page. An endpoint documents only the rest: a 404 with another meaning, 409, 410. Runs after the
 * filters of features.
 *
 * <p>All operations except reads need a key, and so do reads with {@code @SecurityRequirement}. Other reads have no
 * security requirement. If one of their parameters needs a key, the feature adds the 401.
 *
 * <p>An operation that only reads although its method isn't GET has the extension {@link PublicRead#CONTRACT} or
 * {@link ReadOnly#CONTRACT}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -1)
public class OperationDefaultsFilter implements OASFilter {

    /** The name of the security scheme. */
    public static final String KEY = "key";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        components.addSecurityScheme(KEY, key());
        for (CommonResponse refusal : CommonResponse.values()) {
            components.addResponse(refusal.component(), refusal.response());
        }
        ApiOperation.all(document).forEach(operation -> {
            splitExamples(operation);
            secure(operation);
            addRefusals(operation);
            addPageLinks(operation);
            addContent(operation.operation().getResponses().getAPIResponses());
            removeExtensions(operation.operation());
        });
        addContent(components.getResponses());
        listCodes(document);
        explainWarnings(document);
    }

    private static void explainWarnings(OpenAPI document) {
        String codes = Arrays.stream(WarningCode.values())
                .map(code -> "- `" + code.code() + "`: " + code.explanation())
                .collect(Collectors.joining("\n"));
        Objects.requireNonNull(document.getComponents().getSchemas().get("Warning"))
                .addProperty(
                        "code",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .description("For programs. Later versions may add codes.\n\n" + codes)
                                .addExample(WarningCode.UNKNOWN_MEMBER.code()));
    }

    private static void listCodes(OpenAPI document) {
        List<Object> codes = Arrays.stream(ProblemCode.values())
                .<Object>map(ProblemCode::code)
                .toList();
        document.getComponents()
                .addSchema(
                        "ProblemCode",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .description("For programs. Later versions may add codes.")
                                .enumeration(codes));
        for (String schema : List.of("Problem", "ProblemKind")) {
            Objects.requireNonNull(document.getComponents().getSchemas().get(schema))
                    .addProperty("code", OASFactory.createSchema().ref("ProblemCode"));
        }
    }

    /**
     * Removes the extensions of {@link PublicRead} and {@link ReadOnly}. SmallRye copies them to responses and request
     * body.
     */
    private static void removeExtensions(Operation operation) {
        Stream.of(
                        Stream.of(operation),
                        Stream.ofNullable(operation.getRequestBody()),
                        Stream.of(operation.getResponses()),
                        operation.getResponses().getAPIResponses().values().stream())
                .flatMap(part -> part)
                .map(Extensible.class::cast)
                .forEach(part -> {
                    part.removeExtension(PublicRead.CONTRACT);
                    part.removeExtension(ReadOnly.CONTRACT);
                });
    }

    private static SecurityScheme key() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("Access key, created at /api/keys or with: java -jar quarkus-run.jar keys create");
    }

    /** Splits the example of a list parameter at its commas, because an annotation can only hold a string. */
    private static void splitExamples(ApiOperation operation) {
        for (Parameter parameter : operation.parameters()) {
            if (parameter.getExample() instanceof String text && isArray(parameter)) {
                parameter.setExample(List.of(text.split(",")));
            }
        }
    }

    private static boolean isArray(Parameter parameter) {
        Schema schema = parameter.getSchema();
        return schema != null && schema.getType() != null && schema.getType().contains(Schema.SchemaType.ARRAY);
    }

    private static void secure(ApiOperation operation) {
        if (!operation.needsKey()) {
            operation.operation().setSecurity(List.of());
        } else if (operation.operation().getSecurity() == null) {
            operation
                    .operation()
                    .addSecurityRequirement(
                            OASFactory.createSecurityRequirement().addScheme(KEY));
        }
    }

    private static void addRefusals(ApiOperation operation) {
        operation.addResponse(CommonResponse.BAD_REQUEST);
        operation.addResponse(CommonResponse.NOT_ACCEPTABLE);
        operation.addResponse(CommonResponse.TOO_MANY_REQUESTS);
        operation.addResponse(CommonResponse.INTERNAL);
        operation.addResponse(CommonResponse.UNAVAILABLE);
        if (operation.needsKey()) {
            operation.addResponse(CommonResponse.UNAUTHORIZED);
        }
        if (operation.path().contains("{")) {
            operation.addResponse(CommonResponse.NOT_FOUND);
        }
        if (operation.operation().getRequestBody() != null) {
            operation.addResponse(CommonResponse.TOO_LARGE);
            operation.addResponse(CommonResponse.UNSUPPORTED_MEDIA_TYPE);
            operation.addResponse(CommonResponse.INVALID);
        }
    }

    /** Adds the Link header to pages. Their schemas have Page in their name. */
    private static void addPageLinks(ApiOperation operation) {
        Optional.ofNullable(operation.operation().getResponses().getAPIResponse("200"))
                .filter(response -> operation.isGet())
                .map(APIResponse::getContent)
                .map(content -> content.getMediaType(MediaType.APPLICATION_JSON))
                .map(json -> json.getSchema().getRef())
                .filter(schema -> schema.contains("Page"))
                .ifPresent(page -> operation.addHeader(
                        "200",
                        HttpHeaders.LINK,
                        "Links to the next and previous page, if they exist (rel=next, rel=prev; RFC 8288)."));
    }

    /** Adds the body that every error response and every redirect has. */
    private static void addContent(Map<String, APIResponse> responses) {
        responses.forEach((status, response) -> {
            if (response.getRef() == null && response.getContent() == null && status.equals("308")) {
                response.setContent(content(MediaType.APPLICATION_JSON, "Moved"));
            } else if (response.getRef() == null && response.getContent() == null && status.compareTo("400") >= 0) {
                response.setContent(content(ProblemWriter.MEDIA_TYPE, "Problem"));
            }
        });
    }

    private static Content content(String type, String schema) {
        return OASFactory.createContent()
                .addMediaType(
                        type,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(schema)));
    }
}
