package dev.broadsheet.kernel.connection;

import io.netty.channel.Channel;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of each address. Thread-safe. */
@Singleton
@Unremovable // Only ConnectionGuard asks for it, which isn't a bean.
class Connections {

    private final ConnectionSettings settings;
    private final TrustedProxies proxies;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    Connections(ConnectionSettings settings, TrustedProxies proxies) {
        this.settings = settings;
        this.proxies = proxies;
    }

    /** Whether the address may have one more. Counts it until it is closed. */
    boolean admit(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress peer)
                || peer.getAddress().isLoopbackAddress()
                || proxies.contains(peer.getAddress())) {
            return true;
        }
        InetAddress address = peer.getAddress();
        int count = open.merge(address, 1, Integer::sum);
        connection.closeFuture().addListener(closed -> open.computeIfPresent(address, Connections::oneLess));
        return count <= settings.maxConnectionsPerAddress();
    }

    private static Integer oneLess(InetAddress address, Integer count) {
        return count == 1 ? null : count - 1;
    }
}
