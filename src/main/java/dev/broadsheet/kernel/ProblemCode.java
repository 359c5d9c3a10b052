package dev.broadsheet.kernel;

/**
 * Every kind of error response: its status, its title and its explanation, which the page {@code /problems/{code}}
 * shows. Codes are part of the API contract: add, never rename.
 *
 * <p>Source: RFC 9457 (problem details), RFC 9110 (status codes).
 */
public enum ProblemCode {
    MALFORMED(
            400,
            "Malformed request",
            "The body, a parameter or a header can't be parsed. Each entry of errors says which and why."),
    INVALID_PARAMETER(
            400,
            "Invalid parameter",
            "A query parameter is unknown or has a value that it can't take. The detail names what is allowed."),
    UNAUTHORIZED(
            401,
            "Key needed",
            "This needs a key: send Authorization: Bearer bs_…. A key that is unknown, expired or revoked gets the"
                    + " same answer."),
    FORBIDDEN(403, "Not allowed", "The key is known but may not do this."),
    NOT_FOUND(404, "Not found", "Nothing is found here, or the caller may not see it."),
    METHOD_NOT_ALLOWED(
            405, "Method not allowed", "This URL does not take that method. The Allow header lists those it takes."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The Accept header asks for a form that this URL does not have."),
    REQUEST_TIMEOUT(408, "Request too slow", "The body of the request did not arrive in time."),
    CONFLICT(409, "Conflict", "The request is valid, but the current state of the resource does not allow it."),
    DUPLICATE(
            409, "Already taken", "A value that must be unique, such as a slug or an externalId, belongs to another."),
    IDEMPOTENCY_IN_FLIGHT(
            409,
            "Still running",
            "A request with this Idempotency-Key is still running. Retry-After says when to ask again; the answer will"
                    + " be the same."),
    IN_TRASH(409, "In the trash", "The article is in the trash. Restore it before writing to it."),
    IN_USE(409, "In use", "It is still used by articles. Send force=true to remove it from them as well."),
    MEDIA_IN_USE(
            409,
            "Medium in use",
            "Articles show it: articles names some of them, GET /api/media/{media}/usage more. Send force=true to move it to the trash nevertheless; those articles are then shown without it."),
    GONE(410, "Gone", "It was public once and has been taken down."),
    LICENSE_ENDED(410, "Licence ended", "The licence of the file has ended. It is shown to editors only: send a key."),
    PRECONDITION_FAILED(
            412,
            "Changed meanwhile",
            "If-Match or If-None-Match does not fit the current state. The current ETag is in the answer; read again,"
                    + " then repeat your change."),
    LIVE_ETAG(
            412,
            "ETag of the live copy",
            "If-Match holds the ETag of a live answer. Writes are guarded by the ETag of the working copy: read with"
                    + " version=draft."),
    TOO_LARGE(413, "Too large", "The body is larger than the limit named in the detail."),
    URI_TOO_LONG(414, "URL too long", "The URL is longer than the server reads. The detail names the limit."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The Content-Type is not one that this URL reads. Accept-Post and Accept-Patch list those it does."),
    UNSUPPORTED_MEDIA(
            415,
            "Unsupported file",
            "The file is of a type that the media library doesn't take. The detail names the type that was found."),
    RANGE_NOT_SATISFIABLE(416, "Range not satisfiable", "The range asked for is outside the file."),
    INVALID(
            422,
            "Invalid content",
            "The body could be parsed but breaks the rules named in errors, all of them at once."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "Idempotency-Key used before",
            "This Idempotency-Key came with another request in the last 24 hours. Take a new one for each write."),
    IMAGE_UNREADABLE(
            422,
            "Picture can't be read",
            "The file is damaged, or of a kind that the decoders don't read. The detail says what was found. Save it"
                    + " again with another program."),
    IMAGE_TOO_MANY_PIXELS(
            422,
            "Too many pixels",
            "The picture is larger than the decoders take, whatever its file size. The detail names the limit of its"
                    + " format."),
    IMAGE_TOO_MANY_SCANS(
            422,
            "Too many scans",
            "The progressive JPEG has more scans than any program writes; decoding them takes too long. Save it again"
                    + " with another program."),
    IMAGE_TOO_MANY_FRAMES(422, "Too many frames", "The animation has more frames than the limit in the detail."),
    IMAGE_TOO_SLOW(
            422,
            "Picture too slow",
            "Decoding the picture takes more processor time than one may use. Save it again with fewer pixels, or with"
                    + " another program."),
    LOCKED(
            423,
            "Locked",
            "Somebody else works on the article. The answer says who and until when; a key with the flag lock-takeover"
                    + " can take the lock over."),
    BATCH_FAILED(
            422,
            "Batch failed",
            "Some items of a batch with atomic=true failed, so nothing was changed. results lists the items that"
                    + " failed, errors every fault."),
    PRECONDITION_REQUIRED(
            428, "Precondition required", "This key must send If-Match or If-None-Match with every write."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "The rate of the key or the address is used up, or the address has sent too many wrong keys. Retry-After says"
                    + " when to go on; RateLimit-Policy names the limit."),
    HEADERS_TOO_LARGE(
            431,
            "Headers too large",
            "The headers together are larger than the server reads. The detail names the limit."),
    UNREADABLE_CONTENT(
            500,
            "Unreadable content",
            "What is stored of the article can't be read. Lists, searches and exports show such an article by what is"
                    + " known of it, with this problem in the member problem, and go on. Replace the article with PUT, or"
                    + " restore an older revision; the command articles check finds all of them."),
    INTERNAL(500, "Internal error", "An error of the server. The log has an entry with this traceId."),
    HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported", "The server speaks HTTP/1.0, HTTP/1.1 and HTTP/2."),
    BUSY(
            503,
            "Busy",
            "The server has as much of this kind of work as it takes at a time. Retry-After says when to try again."),
    UNAVAILABLE(
            503,
            "Unavailable",
            "The database can't be reached just now, or doesn't answer in time. Retry-After says when to try again."),
    INSUFFICIENT_STORAGE(
            507,
            "Storage full",
            "The disk of the server is full. Nothing was changed; Retry-After says when to try again.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemCode(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    /** The path of the page that explains the code. */
    public String page() {
        return "/problems/" + code();
    }

    /** The code in the API: kebab-case. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
