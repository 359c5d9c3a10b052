package dev.broadsheet.writes;

import java.util.Map;
import java.util.TreeMap;

/**
 * The complete response to a write, which is sent and may be stored for repeats.
 *
 * @param body as it is sent
 * @param storedBody the same without secrets
 */
public record StoredResponse(int status, Map<String, String> headers, byte[] body, byte[] storedBody) {

    private static final String REPLAYED = "Idempotency-Replayed";

    StoredResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, body);
    }

    /** The response with the header {@code Idempotency-Replayed: true}. */
    StoredResponse asReplay() {
        Map<String, String> marked = new TreeMap<>(headers);
        marked.put(REPLAYED, "true");
        return new StoredResponse(status, marked, body);
    }

    public boolean isReplayed() {
        return headers.containsKey(REPLAYED);
    }
}
