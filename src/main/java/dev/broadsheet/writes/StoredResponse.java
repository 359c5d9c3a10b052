package dev.broadsheet.writes;

import java.util.Map;
import java.util.TreeMap;

/** A finished answer to a write, as it is sent, and stored to be sent again. */
public record StoredResponse(int status, Map<String, String> headers, byte[] body) {

    private static final String REPLAYED = "Idempotency-Replayed";

    /** As one that was given before. */
    StoredResponse asReplay() {
        Map<String, String> marked = new TreeMap<>(headers);
        marked.put(REPLAYED, "true");
        return new StoredResponse(status, marked, body);
    }

    public boolean isReplayed() {
        return headers.containsKey(REPLAYED);
    }
}
