package dev.broadsheet.writes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.events.Change;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changes that the current write has fired so far. A dry run lists them as events. */
@RequestScoped
class RecordedEvents {

    /** More than any single write fires; the events of a large batch are truncated. */
    private static final int MAX_EVENTS = 100;

    private final List<Change> changes = new ArrayList<>();

    void add(@Observes(notifyObserver = Reception.IF_EXISTS) Change change) {
        if (changes.size() < MAX_EVENTS) {
            changes.add(change);
        }
    }

    void clear() {
        changes.clear();
    }

    ArrayNode events() {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        changes.forEach(change -> events.add(event(change)));
        return events;
    }

    private static ObjectNode event(Change change) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", change.type().text())
                .put("live", change.live())
                .put("article", text(change.idOf("article")))
                .put("term", text(change.idOf("term")))
                .put("redirect", text(change.idOf("redirect")))
                .put("revision", change.revision())
                .put("slug", change.name());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
