package dev.broadsheet.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How nodes learn of the changes that other nodes make. */
@ConfigMapping(prefix = "broadsheet.changes")
interface ChangeSettings {

    /**
     * How often the log is polled without a notification, to find changes of a node that died before it gave them their
     * positions. The heartbeat also polls the end of the log ({@code broadsheet.database.heartbeat}). A poll costs two
     * index probes.
     *
     * <p>Changes are announced by LISTEN, which needs a session of its own: one connection for each node beside the
     * pool. Behind a pooler in transaction mode LISTEN receives nothing, and other nodes are late by this interval. In
     * that case let the app reach the server directly, or choose the shortest interval that you can afford.
     */
    @WithDefault("1s")
    Duration every();
}
