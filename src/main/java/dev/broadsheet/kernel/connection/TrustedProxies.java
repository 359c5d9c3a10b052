package dev.broadsheet.kernel.connection;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reverse proxies whose {@code X-Forwarded-For} is trusted. */
@Singleton
public class TrustedProxies {

    private final List<IpRange> ranges;

    TrustedProxies(ConnectionSettings settings) {
        this.ranges = settings.trustedProxies().orElse(List.of()).stream()
                .map(TrustedProxies::range)
                .toList();
    }

    /** Creates the bean at startup, so that an invalid setting stops the start instead of failing the first request. */
    void check(@Observes StartupEvent start) {}

    boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** The address of the client of a request; null for a Unix domain socket. */
    public @Nullable String client(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        return address == null ? null : client(address, request.headers().getAll("X-Forwarded-For"));
    }

    /**
     * The address of the client. If the peer is a trusted proxy, the last address in {@code X-Forwarded-For} that is
     * not a trusted proxy; otherwise the peer's address.
     *
     * @param forwarded the header's values, in the order in which they were sent
     */
    String client(String peer, List<String> forwarded) {
        InetAddress client = IpRange.address(peer);
        List<String> hops = List.of(String.join(",", forwarded).split(","));
        for (int i = hops.size() - 1; i >= 0 && client != null && contains(client); i--) {
            InetAddress hop = IpRange.address(hops.get(i).strip());
            if (hop == null) {
                break;
            }
            client = hop;
        }
        return client == null ? peer : client.getHostAddress();
    }

    private static IpRange range(String text) {
        return IpRange.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "broadsheet.http.trusted-proxies: " + text + " is no IP address or CIDR range."));
    }
}
