package dev.broadsheet.kernel.openapi;

import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.WarningCode;
import dev.broadsheet.kernel.problem.ProblemWriter;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.kernel.request.ReadOnly;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Extensible;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to each operation the error responses that any operation of its kind can return, so that no endpoint has to
 * repeat them. An endpoint documents only its own: a 404 with another meaning, 409, 410.
 *
 * <p>All operations but reads need a key, and reads that say so ({@code @SecurityRequirement}). A read without a key
 * has no security requirement; it documents a 401 if one of its parameters needs a key, or because a key that is sent
 * must be valid.
 *
 * <p>An operation whose method doesn't tell whether it reads or writes is marked: {@link PublicRead#CONTRACT},
 * {@link ReadOnly#CONTRACT}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OperationDefaultsFilter implements OASFilter {

    /** The name of the security scheme. */
    public static final String KEY = "key";

    /** Parameters of public reads that may answer 401 without a key. */
    private static final Set<String> NEED_KEY = Set.of("status", "version", "unused", "at");

    /** Paths that return an article, or a part of one. */
    private static final Set<String> ARTICLE_PATHS = Set.of(
            "/api/articles/{article}",
            "/api/articles/{article}/blocks",
            "/api/articles/{article}/blocks/{key}",
            "/api/articles/{article}/revisions/{number}",
            "/api/drafts/{article}");

    /** Paths whose response has a Last-Modified. */
    private static final Set<String> LAST_MODIFIED_PATHS = Set.of(
            "/api/articles/{article}",
            "/api/articles/{article}/publication",
            "/api/drafts/{article}",
            "/api/redirects/{redirect}");

    private static final Map<String, Object> EXAMPLES = Map.of(
            "article",
            "summit-ends",
            "term",
            "energy",
            "key",
            "cnxfata9",
            "number",
            3,
            "code",
            "not-found",
            "redirect",
            "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSecurityScheme(KEY, key());
        DryRunSchemas.addTo(document.getComponents());
        WriteParameters.all()
                .forEach(parameter ->
                        document.getComponents().addParameter(WriteParameters.component(parameter), parameter));
        for (CommonResponse refusal : CommonResponse.values()) {
            document.getComponents().addResponse(refusal.component(), refusal.response());
        }
        Optional.ofNullable(document.getPaths().getPathItems())
                .orElse(Map.of())
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    addDefaults(path, method, operation, document.getComponents());
                    removeExtensions(operation);
                }));
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
                                .description("What was done. Later versions may add codes.\n\n" + codes)
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
                                .description("What programs decide by. Later versions may add codes.")
                                .enumeration(codes));
        for (String schema : List.of("Problem", "ProblemKind")) {
            Objects.requireNonNull(document.getComponents().getSchemas().get(schema))
                    .addProperty("code", OASFactory.createSchema().ref("ProblemCode"));
        }
    }

    /** SmallRye copies the extensions of a method to its responses and its request body. */
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
                .description("A key, made with: java -jar quarkus-run.jar keys create");
    }

    /** Adds example values, so that each operation can be tried in the API browser unchanged. */
    private static void addExamples(Operation operation) {
        List<Parameter> parameters =
                Optional.ofNullable(operation.getParameters()).orElse(List.of());
        for (Parameter parameter : parameters) {
            Object example = EXAMPLES.get(parameter.getName());
            if (parameter.getIn() == Parameter.In.PATH && parameter.getExample() == null && example != null) {
                parameter.setExample(example);
            }
            // An annotation can only hold a string.
            if (parameter.getExample() instanceof String text && isArray(parameter)) {
                parameter.setExample(List.of(text.split(",")));
            }
        }
    }

    private static boolean isArray(Parameter parameter) {
        Schema schema = parameter.getSchema();
        return schema != null && schema.getType() != null && schema.getType().contains(Schema.SchemaType.ARRAY);
    }

    private static void addDefaults(
            String path, PathItem.HttpMethod method, Operation operation, Components components) {
        addExamples(operation);
        List<CommonResponse> refusals = new ArrayList<>(List.of(
                CommonResponse.BAD_REQUEST,
                CommonResponse.NOT_ACCEPTABLE,
                CommonResponse.INTERNAL,
                CommonResponse.UNAVAILABLE));
        boolean reads = method == PathItem.HttpMethod.GET || method == PathItem.HttpMethod.HEAD;
        boolean open = hasExtension(operation, PublicRead.CONTRACT);
        if (!reads && !open && operation.getSecurity() == null) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(KEY));
        }
        if (reads && operation.getSecurity() == null && hasParameterThatNeedsKey(operation)) {
            refusals.add(CommonResponse.UNAUTHORIZED);
        }
        boolean guarded =
                operation.getSecurity() != null && !operation.getSecurity().isEmpty();
        if (!guarded) {
            operation.setSecurity(List.of());
        }
        if (guarded) {
            refusals.add(CommonResponse.UNAUTHORIZED);
        }
        if (guarded && !reads && !hasExtension(operation, ReadOnly.CONTRACT)) {
            WriteParameters.addTo(operation);
            WriteResponses.complete(operation);
            DryRunSchemas.addTo(operation, components);
            refusals.addAll(List.of(
                    CommonResponse.CONFLICT,
                    CommonResponse.INVALID,
                    CommonResponse.PRECONDITION_REQUIRED,
                    CommonResponse.INSUFFICIENT_STORAGE));
            if (!WriteResponses.isBatch(operation)) {
                refusals.add(CommonResponse.PRECONDITION_FAILED);
            }
            if (path.startsWith("/api/articles/{article}")) {
                refusals.add(CommonResponse.LOCKED);
            }
        }
        if (path.contains("{")) {
            refusals.add(CommonResponse.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            refusals.addAll(
                    List.of(CommonResponse.TOO_LARGE, CommonResponse.UNSUPPORTED_MEDIA_TYPE, CommonResponse.INVALID));
        }
        for (CommonResponse refusal : refusals) {
            if (!operation.getResponses().hasAPIResponse(refusal.status())) {
                operation.getResponses().addAPIResponse(refusal.status(), refusal.reference());
            }
        }
        if (method == PathItem.HttpMethod.GET && ARTICLE_PATHS.contains(path)) {
            operation.getResponses().getAPIResponse("200").addHeader(HttpHeaders.CONTENT_LANGUAGE, language());
        }
        if (method == PathItem.HttpMethod.GET && LAST_MODIFIED_PATHS.contains(path)) {
            operation
                    .getResponses()
                    .getAPIResponse("200")
                    .addHeader(HttpHeaders.LAST_MODIFIED, header("When it was last changed (RFC 9110 section 8.8.2)."));
            operation.addParameter(unmodifiedSince());
            operation
                    .getResponses()
                    .addAPIResponse(
                            CommonResponse.PRECONDITION_FAILED.status(),
                            CommonResponse.PRECONDITION_FAILED.reference());
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.equals("308") && response.getContent() == null) {
                response.setContent(moved());
            }
            if (status.compareTo("400") >= 0 && response.getRef() == null && response.getContent() == null) {
                response.setContent(problem());
            }
        });
    }

    private static Parameter unmodifiedSince() {
        return OASFactory.createParameter()
                .name(HttpHeaders.IF_UNMODIFIED_SINCE)
                .in(Parameter.In.HEADER)
                .description("A Last-Modified that was read: 412 if it has changed since (RFC 9110 section 13.1.4).")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .example("Sat, 31 Jan 2026 12:00:00 GMT");
    }

    private static Header language() {
        return header("The locale of the article, a BCP 47 language tag.");
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static Content moved() {
        return OASFactory.createContent()
                .addMediaType(
                        MediaType.APPLICATION_JSON,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Moved")));
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        ProblemWriter.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem")));
    }

    private static boolean hasParameterThatNeedsKey(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> NEED_KEY.contains(parameter.getName()));
    }

    private static boolean hasExtension(Operation operation, String extension) {
        return operation.getExtensions() != null && operation.getExtensions().containsKey(extension);
    }

    /** The error responses that operations share. */
    private enum CommonResponse {
        BAD_REQUEST(
                "BadRequest",
                ProblemCode.INVALID_PARAMETER,
                "Something in the request can't be parsed, or a parameter is unknown or has a value that it can't take."),
        UNAUTHORIZED(
                "Unauthorized", ProblemCode.UNAUTHORIZED, "There is no key, or it is unknown, expired or revoked."),
        NOT_FOUND("NotFound", ProblemCode.NOT_FOUND, "There is nothing here, or it is not yours to know."),
        NOT_ACCEPTABLE(
                "NotAcceptable", ProblemCode.NOT_ACCEPTABLE, "Accept asks for a form that this URL does not have."),
        TOO_LARGE("TooLarge", ProblemCode.TOO_LARGE, "The body is larger than the limit named in the detail."),
        UNSUPPORTED_MEDIA_TYPE(
                "UnsupportedMediaType",
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "This URL does not read that Content-Type; Accept-Post and Accept-Patch list those it does."),
        CONFLICT(
                "Conflict",
                ProblemCode.CONFLICT,
                "It doesn't fit the state that it meets, or a request with the same Idempotency-Key is being worked on."),
        PRECONDITION_FAILED(
                "PreconditionFailed",
                ProblemCode.PRECONDITION_FAILED,
                "If-Match, If-None-Match or If-Unmodified-Since doesn't fit the present state (precondition-failed; of an article also live-etag). etag has the present ETag; of an article, changes has what changed since (ChangesSince)."),
        LOCKED(
                "Locked",
                ProblemCode.LOCKED,
                "Somebody else works on the article: lockedBy and lockedUntil tell who and until when."),
        PRECONDITION_REQUIRED(
                "PreconditionRequired",
                ProblemCode.PRECONDITION_REQUIRED,
                "This key must send If-Match or If-None-Match with every write."),
        INVALID("Invalid", ProblemCode.INVALID, "The body breaks rules, all of them listed in errors."),
        INTERNAL("Internal", ProblemCode.INTERNAL, "A fault of ours; the traceId finds it in the log."),
        UNAVAILABLE(
                "Unavailable",
                ProblemCode.UNAVAILABLE,
                "The database can't be reached; Retry-After says when to try again."),
        INSUFFICIENT_STORAGE(
                "InsufficientStorage",
                ProblemCode.INSUFFICIENT_STORAGE,
                "The disk of the server is full. Nothing was changed; Retry-After says when to try again.");

        private final String component;
        private final ProblemCode code;
        private final String description;

        CommonResponse(String component, ProblemCode code, String description) {
            this.component = component;
            this.code = code;
            this.description = description;
        }

        String component() {
            return component;
        }

        String status() {
            return String.valueOf(code.status());
        }

        APIResponse reference() {
            return OASFactory.createAPIResponse().ref(component);
        }

        APIResponse response() {
            APIResponse response =
                    OASFactory.createAPIResponse().description(description).content(problem());
            if (this == UNSUPPORTED_MEDIA_TYPE) {
                response.addHeader("Accept", header("What the method that was sent reads."))
                        .addHeader("Accept-Post", header("What POST reads; PUT, where there is no POST."))
                        .addHeader("Accept-Patch", header("What PATCH reads (RFC 5789)."));
            }
            return response;
        }
    }
}
