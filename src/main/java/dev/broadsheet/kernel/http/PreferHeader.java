package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Prefer} header (RFC 7240). {@code handling=strict}: warnings become faults, and nothing is stored.
 * {@code return=minimal}: no body, unless there are warnings. {@code return=representation}: a body where the response
 * would have none. Unknown preferences are ignored, as the RFC asks; of two that contradict each other the first
 * counts.
 */
@RequestScoped
public class PreferHeader {

    private final HttpHeaders headers;

    PreferHeader(HttpHeaders headers) {
        this.headers = headers;
    }

    public boolean strict() {
        return Boolean.TRUE.equals(is("handling", "strict", "lenient"));
    }

    /** Whether the client asks for no response body. */
    public boolean minimal() {
        return Boolean.TRUE.equals(is("return", "minimal", "representation"));
    }

    /** Whether the client asks for a response body in any case. */
    public boolean representation() {
        return Boolean.FALSE.equals(is("return", "minimal", "representation"));
    }

    /** The preferences that a write follows, for {@code Preference-Applied}; empty if none. */
    public String applied() {
        List<String> applied = new ArrayList<>();
        Boolean minimal = is("return", "minimal", "representation");
        if (minimal != null) {
            applied.add("return=" + (minimal ? "minimal" : "representation"));
        }
        Boolean strict = is("handling", "strict", "lenient");
        if (strict != null) {
            applied.add("handling=" + (strict ? "strict" : "lenient"));
        }
        return String.join(", ", applied);
    }

    /** @throws ValidationProblem 422 with the warnings as its faults, if the client is strict and there are any */
    public void refuseWarningsIfStrict(List<Warning> warnings) {
        if (!warnings.isEmpty() && strict()) {
            throw new ValidationProblem(
                    "Prefer: handling=strict treats warnings as errors.",
                    warnings.stream().map(PreferHeader::fault).toList());
        }
    }

    private static Fault fault(Warning warning) {
        String detail = warning.line() == null ? warning.detail() : warning.detail() + " (line " + warning.line() + ")";
        return Fault.at(warning.pointer() == null ? "/body" : warning.pointer(), warning.code(), detail);
    }

    /** True if the preference has the first value, false if the second; null if neither was sent. */
    private @Nullable Boolean is(String preference, String one, String other) {
        for (String value : headers.getRequestHeader("Prefer")) {
            for (String part : value.split("[,;]")) {
                String plain = part.replaceAll("[\"\\s]", "").toLowerCase(Locale.ROOT);
                if (plain.equals(preference + "=" + one)) {
                    return true;
                } else if (plain.equals(preference + "=" + other)) {
                    return false;
                }
            }
        }
        return null;
    }
}
