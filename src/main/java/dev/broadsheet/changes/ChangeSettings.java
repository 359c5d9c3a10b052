package dev.broadsheet.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How nodes hear of what the others change. */
@ConfigMapping(prefix = "broadsheet.changes")
interface ChangeSettings {

    /**
     * How often the log is looked at although nobody told of anything: for changes of a node that died before it gave
     * them their positions. The heartbeat looks at its end as well ({@code broadsheet.database.heartbeat}). A look costs two
     * index probes.
     *
     * <p>Changes are told by LISTEN, which needs a session of its own: one connection a node beside the pool. Behind a
     * pooler in transaction mode LISTEN hears nothing, and this is what the other nodes are late by; let the app reach
     * the server directly, or choose as little as you can bear.
     */
    @WithDefault("1s")
    Duration every();
}
