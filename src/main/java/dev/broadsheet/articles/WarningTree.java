package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Warning;

/** A warning as JSON. */
final class WarningTree {

    private WarningTree() {}

    static ObjectNode of(Warning warning) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("code", warning.code());
        if (warning.pointer() != null) {
            tree.put("pointer", warning.pointer());
        }
        if (warning.line() != null) {
            tree.put("line", warning.line());
        }
        return tree.put("detail", warning.detail());
    }
}
