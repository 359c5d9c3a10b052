package dev.broadsheet.articles.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How punctual scheduled publication is. */
@ConfigMapping(prefix = "broadsheet.timetable")
interface SchedulerSettings {

    /**
     * How often due publications and expiries are looked for; each look costs three index probes. A node wakes up in
     * between for what it knows of: what was planned through it, or seen by its last look. Choose longer only where a
     * single node runs, or where others' schedules made in the last moment may be late by that much.
     */
    @WithDefault("1s")
    Duration every();
}
