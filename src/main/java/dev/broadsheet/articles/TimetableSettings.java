package dev.broadsheet.articles;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How punctual scheduled publication is. */
@ConfigMapping(prefix = "broadsheet.timetable")
interface TimetableSettings {

    /** How often due publications and expiries are looked for; each look costs two index probes. */
    @WithDefault("1s")
    Duration every();
}
