package dev.broadsheet.kernel.problem;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a request in the response, in the log and in the client's own traces (W3C Trace Context). */
final class TraceId {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TraceId() {}

    /** The caller's trace id if the header is valid, else a new random one. */
    static String id(@Nullable String traceparent) {
        Matcher given = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return given.matches() ? given.group(1) : random();
    }

    private static String random() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
