package dev.broadsheet.kernel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The addresses are reserved for documentation (RFC 5737, RFC 3849). */
class ConnectionLimiterTest {

    @Test
    void connectionsPerAddressAreLimited() {
        ConnectionLimiter connections = connections("198.51.100.0/24");
        EmbeddedChannel first = from("203.0.113.1");
        assertThat(connections.admit(first)).isTrue();
        assertThat(connections.admit(from("203.0.113.1"))).isTrue();
        EmbeddedChannel third = from("203.0.113.1");
        assertThat(connections.admit(third)).isFalse();
        assertThat(connections.admit(from("203.0.113.2"))).isTrue();
        third.close();
        first.close();
        assertThat(connections.admit(from("203.0.113.1"))).isTrue();
    }

    /** An IPv6 client has 2^64 addresses. */
    @Test
    void ipv6NetworkCountsAsOneAddress() {
        ConnectionLimiter connections = connections("198.51.100.0/24");
        assertThat(connections.admit(from("2001:db8:0:1::1"))).isTrue();
        assertThat(connections.admit(from("2001:db8:0:1::2"))).isTrue();
        assertThat(connections.admit(from("2001:db8:0:1::3"))).isFalse();
        assertThat(connections.admit(from("2001:db8:0:2::1"))).isTrue();
    }

    @Test
    void loopbackAndTrustedProxiesAreUnlimited() {
        ConnectionLimiter connections = connections("198.51.100.0/24,2001:db8::1");
        for (String address : List.of("127.0.0.1", "::1", "198.51.100.7", "2001:db8::1")) {
            for (int i = 0; i < 10; i++) {
                assertThat(connections.admit(from(address))).as(address).isTrue();
            }
        }
    }

    @Test
    void forwardedAddressIsTrustedFromProxiesOnly() {
        TrustedProxies proxies = new TrustedProxies(settings("198.51.100.0/24, 192.0.2.1"));
        assertThat(proxies.client("203.0.113.1", List.of("203.0.113.9"))).isEqualTo("203.0.113.1");
        assertThat(proxies.client("198.51.100.7", List.of())).isEqualTo("198.51.100.7");
        assertThat(proxies.client("198.51.100.7", List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
        // The client forged the first address; the proxies added the others.
        assertThat(proxies.client("198.51.100.7", List.of("10.0.0.1, 203.0.113.9", "192.0.2.1")))
                .isEqualTo("203.0.113.9");
        assertThat(proxies.client("198.51.100.7", List.of("203.0.113.9, unknown")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void invalidRangesAreRefused() {
        assertThatThrownBy(() -> connections("proxy.example"))
                .hasMessageContaining("broadsheet.http.trusted-proxies: proxy.example");
    }

    private static ConnectionLimiter connections(String proxies) {
        return new ConnectionLimiter(settings(proxies), new TrustedProxies(settings(proxies)));
    }

    private static ConnectionSettings settings(String proxies) {
        return new SmallRyeConfigBuilder()
                .withMapping(ConnectionSettings.class)
                .withDefaultValue("broadsheet.http.trusted-proxies", proxies)
                .withDefaultValue("broadsheet.http.head-timeout", "PT5S")
                .withDefaultValue("broadsheet.http.max-connections-per-address", "2")
                .build()
                .getConfigMapping(ConnectionSettings.class);
    }

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 40000);
            }
        };
    }
}
