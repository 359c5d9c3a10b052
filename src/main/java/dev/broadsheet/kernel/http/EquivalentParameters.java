package dev.broadsheet.kernel.http;

import java.util.List;
import java.util.Map;

/**
 * Which query parameters can be written differently with the same meaning. The package that declares the parameters
 * implements it.
 */
public interface EquivalentParameters {

    /** Whether the values are a set, repeated or separated by commas: neither order nor duplicates matter. */
    boolean isSet(String name);

    /** Whether the parameter has its default value, so that the URL means the same without it. */
    boolean isDefault(String path, String name, Map<String, ? extends List<String>> parameters);
}
