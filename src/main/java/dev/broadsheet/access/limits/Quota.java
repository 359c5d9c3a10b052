package dev.broadsheet.access.limits;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * What is left of a rate for one client, and its headers (draft-ietf-httpapi-ratelimit-headers-10).
 *
 * @param allowed whether the request may go on
 * @param untilNext time until the next request is allowed; zero if one is
 * @param untilFull time until the whole rate is available again
 */
record Quota(String policy, Rate rate, boolean allowed, long remaining, Duration untilNext, Duration untilFull) {

    static final String POLICY_HEADER = "RateLimit-Policy";
    static final String REMAINING_HEADER = "RateLimit";

    static Quota unlimited(String policy) {
        return new Quota(policy, Rate.OFF, true, 0, Duration.ZERO, Duration.ZERO);
    }

    void addTo(HttpServerResponse response) {
        if (!rate.isOff()) {
            response.putHeader(POLICY_HEADER, policyHeader()).putHeader(REMAINING_HEADER, remainingHeader());
        }
    }

    /** @param detail ends before the sentence that says when to go on */
    Problem exceeded(String detail) {
        long seconds = Math.max(1, ceilSeconds(untilNext));
        return new Problem(ProblemCode.TOO_MANY_REQUESTS, detail + " Try again in " + seconds + " s.")
                .header("Retry-After", String.valueOf(seconds))
                .header(POLICY_HEADER, policyHeader())
                .header(REMAINING_HEADER, remainingHeader());
    }

    private String policyHeader() {
        return '"' + policy + "\";q=" + rate.requests() + ";w=" + rate.window().toSeconds();
    }

    private String remainingHeader() {
        return '"' + policy + "\";r=" + remaining + ";t=" + ceilSeconds(untilFull);
    }

    private static long ceilSeconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
