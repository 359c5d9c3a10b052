package dev.broadsheet.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error response as an exception, written as {@code application/problem+json} (RFC 9457). Throw it or a subclass
 * from anywhere; {@code ProblemWriter} writes it. Clients read detail and faults, so these contain no SQL, class names
 * or file paths.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<Fault> faults;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public Problem(ProblemCode code, String detail, List<Fault> faults) {
        this(code, detail, faults, null);
    }

    /** @param cause for the log only */
    protected Problem(ProblemCode code, String detail, List<Fault> faults, @Nullable Throwable cause) {
        super(detail, cause, false, false);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    public Problem(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    /** Adds an extension member to the response (RFC 9457 section 3.2). */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return java.util.Objects.requireNonNullElse(getMessage(), code.title());
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
