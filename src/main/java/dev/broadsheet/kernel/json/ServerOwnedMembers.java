package dev.broadsheet.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import java.util.List;
import java.util.Map;

/**
 * Members that never change and that only the server sets. With the value that they have they are accepted, so that
 * what was read can be sent back.
 */
public final class ServerOwnedMembers {

    private ServerOwnedMembers() {}

    /** Adds a fault for each member that was sent with another value than the stored one. */
    public static void check(JsonNode body, Map<String, String> stored, List<Fault> faults) {
        stored.forEach((name, value) -> {
            if (body.has(name) && !body.get(name).asText().equals(value)) {
                faults.add(Fault.at(
                        "/" + name, "server-owned", "Only the server sets this. Leave it out, or send what you read."));
            }
        });
    }
}
