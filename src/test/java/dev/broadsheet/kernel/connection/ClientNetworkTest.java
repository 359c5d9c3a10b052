package dev.broadsheet.kernel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The addresses are reserved for documentation (RFC 5737, RFC 3849). */
class ClientNetworkTest {

    @Test
    void ipv4AddressIsOneClient() {
        assertThat(ClientNetwork.of("192.0.2.1")).isNotEqualTo(ClientNetwork.of("192.0.2.2"));
        assertThat(ClientNetwork.of("::ffff:192.0.2.1")).isEqualTo(ClientNetwork.of("192.0.2.1"));
    }

    @Test
    void ipv6NetworkOf64BitsIsOneClient() {
        assertThat(ClientNetwork.of("2001:db8:0:1::1")).isEqualTo(ClientNetwork.of("2001:DB8:0:1:ffff::2%eth0"));
        assertThat(ClientNetwork.of("2001:db8:0:1::1")).isNotEqualTo(ClientNetwork.of("2001:db8:0:2::1"));
    }
}
