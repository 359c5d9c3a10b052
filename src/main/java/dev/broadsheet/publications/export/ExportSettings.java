package dev.broadsheet.publications.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What exports may take from the others. */
@ConfigMapping(prefix = "broadsheet.export")
public interface ExportSettings {

    /**
     * How many run at a time on a node; more are told to come back. Each holds a connection to the database to its end,
     * so that this must stay well below {@code quarkus.datasource.jdbc.max-size}.
     */
    @WithDefault("4")
    int atOnce();

    /**
     * After which an export is broken off, whoever is slow. Until it ends, the database keeps what was deleted
     * meanwhile: longer is a larger database under load.
     */
    @WithDefault("10M")
    Duration timeLimit();
}
