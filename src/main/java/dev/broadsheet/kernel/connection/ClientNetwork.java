package dev.broadsheet.kernel.connection;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address, because a client can choose the
 * others (RFC 4291).
 */
public final class ClientNetwork {

    private ClientNetwork() {}

    static ByteBuffer of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
    }

    /** @param address from {@link TrustedProxies#client}; other texts count as a client each */
    public static ByteBuffer of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            // An IPv4 address that is written as IPv6 (::ffff:192.0.2.1) becomes an Inet4Address here.
            return bytes == null
                    ? ByteBuffer.wrap(address.getBytes(StandardCharsets.UTF_8))
                    : of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
