package dev.broadsheet.kernel.openapi;

import dev.broadsheet.kernel.ProblemCode;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The error responses that operations share, as components of the OpenAPI document. */
public enum CommonResponse {
    BAD_REQUEST(
            "BadRequest",
            ProblemCode.INVALID_PARAMETER,
            "Something in the request can't be parsed, or a parameter is unknown or has a value that it can't take."),
    UNAUTHORIZED("Unauthorized", ProblemCode.UNAUTHORIZED, "There is no key, or it is unknown, expired or revoked."),
    NOT_FOUND("NotFound", ProblemCode.NOT_FOUND, "There is nothing here, or it is not yours to know."),
    NOT_ACCEPTABLE("NotAcceptable", ProblemCode.NOT_ACCEPTABLE, "Accept asks for a form that this URL does not have."),
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
            "If-Match, If-None-Match or If-Unmodified-Since doesn't fit the present state (precondition-failed). etag has the present ETag."),
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

    /** The name of the component. */
    public String component() {
        return component;
    }

    String status() {
        return String.valueOf(code.status());
    }

    APIResponse reference() {
        return OASFactory.createAPIResponse().ref(component);
    }

    APIResponse response() {
        APIResponse response = OASFactory.createAPIResponse().description(description);
        if (this == UNSUPPORTED_MEDIA_TYPE) {
            response.addHeader("Accept", ApiOperation.header("What the method that was sent reads."))
                    .addHeader("Accept-Post", ApiOperation.header("What POST reads; PUT, where there is no POST."))
                    .addHeader("Accept-Patch", ApiOperation.header("What PATCH reads (RFC 5789)."));
        }
        return response;
    }
}
