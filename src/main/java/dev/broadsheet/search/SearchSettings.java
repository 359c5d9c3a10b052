package dev.broadsheet.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How soon search hears of what happens beside articles; an article itself is found with its own words at once. */
@ConfigMapping(prefix = "broadsheet.search")
interface SearchSettings {

    /** How often articles are looked for whose tags or authors were renamed. A look that finds nothing costs three index probes. */
    @WithDefault("5s")
    Duration every();

    /** How often new titles are read for the words that a misspelled query is compared with. Costs what was published since. */
    @WithDefault("5m")
    Duration vocabularyEvery();
}
