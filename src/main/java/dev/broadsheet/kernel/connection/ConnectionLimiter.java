package dev.broadsheet.kernel.connection;

import io.netty.channel.Channel;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts the open connections of each address. Thread-safe. */
@Singleton
@Unremovable // Only ConnectionGuard asks for it, which isn't a bean.
class ConnectionLimiter {

    private final ConnectionSettings settings;
    private final TrustedProxies proxies;
    private final Map<ByteBuffer, Integer> open = new ConcurrentHashMap<>();

    ConnectionLimiter(ConnectionSettings settings, TrustedProxies proxies) {
        this.settings = settings;
        this.proxies = proxies;
    }

    /** Whether the address may open another connection. Counts the connection until it is closed. */
    boolean admit(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress peer)
                || peer.getAddress().isLoopbackAddress()
                || proxies.contains(peer.getAddress())) {
            return true;
        }
        ByteBuffer address = ClientNetwork.of(peer.getAddress());
        int count = open.merge(address, 1, Integer::sum);
        connection.closeFuture().addListener(closed -> open.computeIfPresent(address, ConnectionLimiter::decrement));
        return count <= settings.maxConnectionsPerAddress();
    }

    private static @Nullable Integer decrement(ByteBuffer address, Integer count) {
        return count == 1 ? null : count - 1;
    }
}
