package dev.broadsheet.database;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What the main class found out before the framework started, as configuration. Above the packaged defaults, below the
 * environment.
 *
 * <p>Not system properties: those would outlive a live reload, and tests that run inside the development server would
 * write into its database.
 */
public final class DatabaseConfigSource implements ConfigSource {

    private static volatile Map<String, String> values = Map.of();

    /** Replaces all. Call before the framework starts. */
    public static void set(Map<String, String> settings) {
        values = Map.copyOf(settings);
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "broadsheet";
    }

    @Override
    public int getOrdinal() {
        return 275;
    }
}
