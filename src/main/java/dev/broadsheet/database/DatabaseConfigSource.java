package dev.broadsheet.database;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the connection that the main class opened before the framework started. Ranks above the packaged
 * defaults and below the environment.
 *
 * <p>System properties aren't used: they would outlive a live reload, and tests that run inside the development server
 * would write into its database.
 */
public final class DatabaseConfigSource implements ConfigSource {

    private static volatile Map<String, String> values = Map.of();

    /** Replaces all settings. Call it before the framework starts. */
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
