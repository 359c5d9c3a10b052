package dev.broadsheet.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How soon search reflects changes outside of articles. An article itself can be found by its own words at once. */
@ConfigMapping(prefix = "broadsheet.search")
interface SearchSettings {

    /**
     * How often articles of renamed tags, authors and sections are looked for. A run that finds nothing takes
     * three short statements.
     */
    @WithDefault("5s")
    Duration every();

    /**
     * How often new titles are read into the vocabulary for spelling corrections. The cost grows with the number of
     * articles published since the last run.
     */
    @WithDefault("5m")
    Duration vocabularyEvery();
}
