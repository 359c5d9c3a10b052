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
 * What a client prefers (RFC 7240). {@code handling=strict}: what would be a warning is a fault, and nothing is stored.
 * {@code return=minimal}: no body, unless there are warnings to tell; {@code return=representation}: a body where the
 * answer would have none. Preferences that are not known are ignored, as the RFC asks; of two that exclude each other
 * the first counts.
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

    /** Whether the client wants no body back. */
    public boolean minimal() {
        return Boolean.TRUE.equals(is("return", "minimal", "representation"));
    }

    /** Whether it wants one in any case. */
    public boolean representation() {
        return Boolean.FALSE.equals(is("return", "minimal", "representation"));
    }

    /** What of it a write follows, for {@code Preference-Applied}; empty if nothing. */
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
                    "Prefer: handling=strict takes warnings for faults.",
                    warnings.stream().map(PreferHeader::fault).toList());
        }
    }

    private static Fault fault(Warning warning) {
        String detail = warning.line() == null ? warning.detail() : warning.detail() + " (line " + warning.line() + ")";
        return Fault.at(warning.pointer() == null ? "/body" : warning.pointer(), warning.code(), detail);
    }

    /** Which of two values a preference has; null if neither was sent. */
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
