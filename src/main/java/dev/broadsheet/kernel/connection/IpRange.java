package dev.broadsheet.kernel.connection;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IP address, or a range of them in CIDR notation (RFC 4632, RFC 4291), such as {@code 10.0.0.0/8}. */
public final class IpRange {

    private final IpSubnetFilterRule rule;

    private IpRange(IpSubnetFilterRule rule) {
        this.rule = rule;
    }

    /** Empty if the text is neither an address nor a range. Never resolves a host name. */
    public static Optional<IpRange> parse(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = address(parts[0]);
        if (address == null) {
            return Optional.empty();
        }
        try {
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : 8 * address.getAddress().length;
            return Optional.of(new IpRange(new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT)));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** @param address a literal IP address; no other text is in any range */
    public boolean contains(String address) {
        InetAddress literal = address(address);
        return literal != null && contains(literal);
    }

    boolean contains(InetAddress address) {
        return rule.matches(new InetSocketAddress(address, 0));
    }

    /** Parses a literal IP address; null for other texts. */
    static @Nullable InetAddress address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            return null;
        }
    }
}
