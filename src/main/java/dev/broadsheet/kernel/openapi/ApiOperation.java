package dev.broadsheet.kernel.openapi;

import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.kernel.request.ReadOnly;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * An operation of the OpenAPI document. Filters use it to add the documentation that the operations of a path share. It
 * never replaces an operation's own documentation.
 */
public record ApiOperation(String path, PathItem.HttpMethod method, Operation operation) {

    public static Stream<ApiOperation> all(OpenAPI document) {
        return document.getPaths().getPathItems().entrySet().stream()
                .flatMap(path -> path.getValue().getOperations().entrySet().stream()
                        .map(method -> new ApiOperation(path.getKey(), method.getKey(), method.getValue())));
    }

    /** The operations of a path and of all paths below it. */
    public static Stream<ApiOperation> below(OpenAPI document, String path) {
        return all(document).filter(operation -> operation.isBelow(path));
    }

    public boolean isBelow(String parent) {
        return path.equals(parent) || path.startsWith(parent + "/");
    }

    public boolean isGet() {
        return method == PathItem.HttpMethod.GET;
    }

    /** Whether it changes stored data. */
    public boolean writes() {
        return needsKey() && !isGet() && !hasExtension(ReadOnly.CONTRACT);
    }

    public boolean needsKey() {
        return !isGet() && !hasExtension(PublicRead.CONTRACT)
                || operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    }

    public List<Parameter> parameters() {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of());
    }

    public boolean hasParameter(String name) {
        return parameters().stream().anyMatch(parameter -> name.equals(parameter.getName()));
    }

    /** Describes a path parameter. */
    public void describe(String name, String description, Object example) {
        parameters().stream()
                .filter(parameter -> parameter.getIn() == Parameter.In.PATH && name.equals(parameter.getName()))
                .forEach(parameter -> {
                    parameter.setDescription(Objects.requireNonNullElse(parameter.getDescription(), description));
                    parameter.setExample(Objects.requireNonNullElse(parameter.getExample(), example));
                });
    }

    public void addResponse(String status, String description) {
        addResponse(status, OASFactory.createAPIResponse().description(description));
    }

    public void addResponse(CommonResponse response) {
        addResponse(response.status(), response.reference());
    }

    public void addResponse(String status, APIResponse response) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation.getResponses().addAPIResponse(status, response);
        }
    }

    /** Adds a header to a response, if there is such a response. */
    public void addHeader(String status, String name, String description) {
        APIResponse response = operation.getResponses().getAPIResponse(status);
        if (response != null
                && response.getRef() == null
                && (response.getHeaders() == null || !response.getHeaders().containsKey(name))) {
            response.addHeader(name, header(description));
        }
    }

    /** For a GET with {@code ETag} and {@code Last-Modified}: adds the headers, If-Unmodified-Since and its 412. */
    public void addValidators() {
        addHeader("200", HttpHeaders.ETAG, "For If-Match of the next write.");
        addHeader("200", HttpHeaders.LAST_MODIFIED, "Time of the last change (RFC 9110 section 8.8.2).");
        operation.addParameter(OASFactory.createParameter()
                .name(HttpHeaders.IF_UNMODIFIED_SINCE)
                .in(Parameter.In.HEADER)
                .description(
                        "Last-Modified of an earlier response; 412 if it has changed since (RFC 9110 section 13.1.4).")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .example("Sat, 31 Jan 2026 12:00:00 GMT"));
        addResponse(CommonResponse.PRECONDITION_FAILED);
    }

    static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private boolean hasExtension(String extension) {
        return operation.getExtensions() != null && operation.getExtensions().containsKey(extension);
    }
}
