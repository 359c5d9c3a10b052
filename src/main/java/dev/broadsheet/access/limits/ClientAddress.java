package dev.broadsheet.access.limits;

import dev.broadsheet.kernel.connection.ClientNetwork;
import dev.broadsheet.kernel.connection.TrustedProxies;
import io.vertx.core.http.HttpServerRequest;
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
        String address = proxies.client(request);
        return ClientNetwork.of(address == null ? "" : address);
    }
}
