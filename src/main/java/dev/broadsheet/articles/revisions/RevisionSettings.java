package dev.broadsheet.articles.revisions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * Which revisions are kept. One goes only if it is beyond both, the count and the age; never if it is current, live or
 * scheduled, has a note, or was published once.
 */
@ConfigMapping(prefix = "broadsheet.revisions")
interface RevisionSettings {

    /**
     * How many of the newest each article keeps, whatever their age. A revision costs about what its article has in JSON,
     * compressed. Choose a very large number to keep all.
     */
    @WithDefault("100")
    @Min(1)
    int keep();

    /** How long a revision is kept, however many came after it. Choose it by how far back an editor must see every step. */
    @WithDefault("365d")
    Duration keepFor();

    /** How often those that may go are looked for. A look costs what was written since the last one, and what goes. */
    @WithDefault("10m")
    Duration every();
}
