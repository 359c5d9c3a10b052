package dev.broadsheet.kernel.openapi;

import dev.broadsheet.kernel.ProblemCode;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The error responses that operations share, as components of the OpenAPI document. */
public enum CommonResponse {
    BAD_REQUEST(
            "BadRequest",
            ProblemCode.INVALID_PARAMETER,
            "The request can't be parsed, or a parameter is unknown or has an invalid value."),
    UNAUTHORIZED("Unauthorized", ProblemCode.UNAUTHORIZED, "No key was sent, or it is unknown, expired or revoked."),
    NOT_FOUND("NotFound", ProblemCode.NOT_FOUND, "Not found, or not visible without a key (not-found)."),
    NOT_ACCEPTABLE("NotAcceptable", ProblemCode.NOT_ACCEPTABLE, "No media type in Accept is available here."),
    TOO_LARGE("TooLarge", ProblemCode.TOO_LARGE, "The body exceeds the limit given in detail."),
    UNSUPPORTED_MEDIA_TYPE(
            "UnsupportedMediaType",
            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
            "Content-Type isn't supported here. Accept-Post and Accept-Patch list the supported types."),
    CONFLICT(
            "Conflict",
            ProblemCode.CONFLICT,
            "Conflict with the present state, or a request with the same Idempotency-Key is still running."),
    PRECONDITION_FAILED(
            "PreconditionFailed",
            ProblemCode.PRECONDITION_FAILED,
            "If-Match, If-None-Match or If-Unmodified-Since doesn't match the present state (precondition-failed). etag has the present ETag."),
    PRECONDITION_REQUIRED(
            "PreconditionRequired",
            ProblemCode.PRECONDITION_REQUIRED,
            "This key must send If-Match or If-None-Match with each write."),
    TOO_MANY_REQUESTS(
            "TooManyRequests",
            ProblemCode.TOO_MANY_REQUESTS,
            "The key, or the address, has sent too many requests, or the address too many wrong keys. Retry-After has the seconds to wait."),
    INVALID("Invalid", ProblemCode.INVALID, "Invalid body. errors lists every fault."),
    INTERNAL("Internal", ProblemCode.INTERNAL, "Server error. traceId identifies it in the log."),
    UNAVAILABLE(
            "Unavailable",
            ProblemCode.UNAVAILABLE,
            "The database is unavailable. Retry-After has the seconds to wait."),
    INSUFFICIENT_STORAGE(
            "InsufficientStorage",
            ProblemCode.INSUFFICIENT_STORAGE,
            "The server's disk is full. Nothing was changed. Retry-After has the seconds to wait.");

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
            response.addHeader("Accept", ApiOperation.header("Media types that the method of the request reads."))
                    .addHeader(
                            "Accept-Post",
                            ApiOperation.header("Media types that POST reads; those of PUT if there is no POST."))
                    .addHeader("Accept-Patch", ApiOperation.header("Media types that PATCH reads (RFC 5789)."));
        }
        if (this == TOO_MANY_REQUESTS) {
            response.addHeader("Retry-After", ApiOperation.header("Seconds to wait."));
        }
        return response;
    }
}
