package dev.broadsheet.kernel.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits on connections, and the proxies in front of the app. */
@ConfigMapping(prefix = "broadsheet.http")
public interface ConnectionSettings {

    /**
     * How many connections one address may have open at a time; one more is closed. Loopback addresses and trusted
     * proxies have no limit. Readers behind one NAT share an address.
     */
    @WithDefault("256")
    int maxConnectionsPerAddress();

    /** A connection whose request head is not complete this long after its first byte is closed. */
    @WithDefault("5s")
    Duration headTimeout();

    /**
     * Addresses or CIDR ranges of your reverse proxies, separated by commas. If the peer is one of these, the audit log
     * shows the client's address from {@code X-Forwarded-For}. Otherwise it shows the peer's address.
     */
    Optional<List<String>> trustedProxies();
}
