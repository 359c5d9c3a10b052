package dev.broadsheet.cache;

import java.util.List;
import java.util.Map;

/**
 * Requests that are repeated.
 *
 * @param name for the result table
 * @param paths one path, or many in turn
 * @param headers sent with each request
 */
record Workload(String name, List<String> paths, Map<String, String> headers) {

    Workload(String name, List<String> paths) {
        this(name, paths, Map.of());
    }

    Workload with(String header, String value) {
        return new Workload(name, paths, Map.of(header, value));
    }
}
