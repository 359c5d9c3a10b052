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
     * Addresses or CIDR ranges of your reverse proxies, by comma. {@code X-Forwarded-For} is used only if the peer is
     * one of these: it names the client in the audit log. Otherwise every client of a proxy has the proxy's address.
     */
    Optional<List<String>> trustedProxies();
}
