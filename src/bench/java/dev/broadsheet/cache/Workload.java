package dev.broadsheet.cache;

import java.util.List;
import java.util.Map;

/**
 * What is asked for again and again.
 *
 * @param name for the table
 * @param paths one, or many in turn
 * @param headers sent with each
 */
record Workload(String name, List<String> paths, Map<String, String> headers) {

    Workload(String name, List<String> paths) {
        this(name, paths, Map.of());
    }

    Workload with(String header, String value) {
        return new Workload(name, paths, Map.of(header, value));
    }
}
