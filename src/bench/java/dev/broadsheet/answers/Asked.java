package dev.broadsheet.answers;

import java.util.List;
import java.util.Map;

/**
 * What is asked for again and again.
 *
 * @param name for the table
 * @param paths one, or many in turn
 * @param headers sent with each
 */
record Asked(String name, List<String> paths, Map<String, String> headers) {

    Asked(String name, List<String> paths) {
        this(name, paths, Map.of());
    }

    Asked with(String header, String value) {
        return new Asked(name, paths, Map.of(header, value));
    }
}
