package dev.broadsheet.kernel.connection;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reverse proxies whose {@code X-Forwarded-For} is trusted. */
@Singleton
public class TrustedProxies {

    private final List<IpSubnetFilterRule> ranges;

    TrustedProxies(ConnectionSettings settings) {
        this.ranges = settings.trustedProxies().orElse(List.of()).stream()
                .map(TrustedProxies::range)
                .toList();
    }

    /** Creates the bean at startup, so that an invalid setting stops the start instead of failing the first request. */
    void check(@Observes StartupEvent start) {}

    boolean contains(InetAddress address) {
        InetSocketAddress peer = new InetSocketAddress(address, 0);
        return ranges.stream().anyMatch(range -> range.matches(peer));
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
        InetAddress client = address(peer);
        List<String> hops = List.of(String.join(",", forwarded).split(","));
        for (int i = hops.size() - 1; i >= 0 && client != null && contains(client); i--) {
            InetAddress hop = address(hops.get(i).strip());
            if (hop == null) {
                break;
            }
            client = hop;
        }
        return client == null ? peer : client.getHostAddress();
    }

    private static IpSubnetFilterRule range(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = address(parts[0]);
        if (address == null) {
            throw noRange(text);
        }
        try {
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : 8 * address.getAddress().length;
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException wrong) {
            throw noRange(text);
        }
    }

    private static IllegalArgumentException noRange(String text) {
        return new IllegalArgumentException(
                "broadsheet.http.trusted-proxies: " + text + " is no IP address or CIDR range.");
    }

    /** Parses a literal IP address; null for other texts. Never resolves a host name. */
    private static @Nullable InetAddress address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            return null;
        }
    }
}
