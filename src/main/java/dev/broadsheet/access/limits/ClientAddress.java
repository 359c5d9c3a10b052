package dev.broadsheet.access.limits;

import dev.broadsheet.kernel.connection.ClientNetwork;
import dev.broadsheet.kernel.connection.TrustedProxies;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;

/** The address that the limits count a request by. X-Forwarded-For is read only if a trusted proxy sent it. */
@Singleton
class ClientAddress {

    private final TrustedProxies proxies;

    ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** All clients of a Unix domain socket count as one. */
    ByteBuffer of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        return ClientNetwork.of(
                address == null ? "" : proxies.client(address, request.headers().getAll("X-Forwarded-For")));
    }
}
