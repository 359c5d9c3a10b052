package dev.broadsheet.articles.revisions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * Which revisions are kept. A revision is deleted only if it exceeds both limits, the count and the age. A revision is
 * never deleted if it is current, live or scheduled, has a note, or was once published.
 */
@ConfigMapping(prefix = "broadsheet.revisions")
interface RevisionSettings {

    /**
     * How many of its newest revisions each article keeps, whatever their age. A revision takes about as much storage
     * as the article's JSON, compressed. Choose a very large number to keep all.
     */
    @WithDefault("100")
    @Min(1)
    int keep();

    /**
     * How long a revision is kept, whatever the number of later ones. Choose how far back editors need every revision.
     */
    @WithDefault("365d")
    Duration keepFor();

    /** Interval between pruning runs. The cost of a run grows with the articles written since the previous run. */
    @WithDefault("10m")
    Duration every();
}
