package dev.broadsheet.publications.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of exports. */
@ConfigMapping(prefix = "broadsheet.export")
public interface ExportSettings {

    /**
     * Maximum number of concurrent exports on a node; further requests get a 503 with {@code Retry-After}. Each holds a
     * database connection until it ends, so this must stay well below {@code quarkus.datasource.jdbc.max-size}.
     */
    @WithDefault("4")
    int atOnce();

    /**
     * Maximum duration of an export, after which it is aborted, even if only the client is slow. Until an export ends,
     * VACUUM can't remove rows that were deleted in the meantime: a longer limit means a larger database under load.
     */
    @WithDefault("10M")
    Duration timeLimit();
}
