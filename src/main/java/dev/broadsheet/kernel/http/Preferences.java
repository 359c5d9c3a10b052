package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.kernel.Warning;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;

/**
 * What a client prefers (RFC 7240). {@code handling=strict}: what would be a warning is a fault, and nothing is stored.
 * Preferences that are not known are ignored, as the RFC asks.
 */
@RequestScoped
public class Preferences {

    private final HttpHeaders headers;

    Preferences(HttpHeaders headers) {
        this.headers = headers;
    }

    public boolean strict() {
        return has("handling=strict");
    }

    /** @throws Invalid 422 with the warnings as its faults, if the client is strict and there are any */
    public void judge(List<Warning> warnings) {
        if (!warnings.isEmpty() && strict()) {
            throw new Invalid(warnings.stream().map(Preferences::fault).toList());
        }
    }

    private static Fault fault(Warning warning) {
        String detail = warning.line() == null ? warning.detail() : warning.detail() + " (line " + warning.line() + ")";
        return Fault.at(warning.pointer() == null ? "/body" : warning.pointer(), warning.code(), detail);
    }

    private boolean has(String preference) {
        for (String value : headers.getRequestHeader("Prefer")) {
            for (String part : value.split("[,;]")) {
                if (part.strip().replace("\"", "").toLowerCase(Locale.ROOT).equals(preference)) {
                    return true;
                }
            }
        }
        return false;
    }
}
