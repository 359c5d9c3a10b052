package dev.broadsheet.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How soon search reflects changes outside of articles. An article itself can be found by its own words at once. */
@ConfigMapping(prefix = "broadsheet.search")
interface SearchSettings {

    /**
     * How often articles of renamed tags and authors are looked for. A run that finds nothing costs three index probes.
     */
    @WithDefault("5s")
    Duration every();

    /**
     * How often new titles are read into the vocabulary for spelling corrections. The cost grows with what was
     * published since.
     */
    @WithDefault("5m")
    Duration vocabularyEvery();
}
