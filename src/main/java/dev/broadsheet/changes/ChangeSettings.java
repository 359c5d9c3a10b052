package dev.broadsheet.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How nodes learn of the changes that other nodes make. */
@ConfigMapping(prefix = "broadsheet.changes")
interface ChangeSettings {

    /**
     * How often the log is polled without a notification, to find changes of a node that died before it assigned their
     * positions. The heartbeat also polls the end of the log ({@code broadsheet.database.heartbeat}). A poll costs two
     * index probes.
     *
     * <p>Nodes announce changes by NOTIFY. LISTEN needs a session of its own, so each node has one connection beside
     * the pool. Behind a pooler in transaction mode no notification arrives, and a node learns of the changes of others
     * up to this interval later. In that case let the app reach the server directly, or choose the shortest interval
     * that you can afford.
     */
    @WithDefault("1s")
    Duration every();
}
