package dev.broadsheet.articles.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration of scheduled publication. */
@ConfigMapping(prefix = "broadsheet.timetable")
interface SchedulerSettings {

    /**
     * Poll interval for due publications and expiries; each poll runs three short statements. Between polls, a node
     * wakes at the exact time of actions that it scheduled itself or saw at its last poll. Choose a longer interval
     * only for a single node, or if actions scheduled through other nodes shortly before they are due may be late by
     * that much.
     */
    @WithDefault("1s")
    Duration every();
}
