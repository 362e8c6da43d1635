package dev.postern.dialling;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/** Networks that an operator names in a setting. */
public final class Networks {

    /** Plain addresses and CIDRs: none of the ranges, wildcards and short forms that the library knows, too. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .getParentBuilder()
            .toParams();

    private final List<IPAddress> networks;

    private Networks(List<IPAddress> networks) {
        this.networks = networks;
    }

    /**
     * Throws {@link IllegalArgumentException} that names the setting.
     *
     * @param setting where they stand
     * @param cidrs such as {@code 10.20.0.0/16}; not all addresses at once
     */
    public static Networks parse(String setting, List<String> cidrs) {
        return parse(setting, cidrs, network -> {});
    }

    /** @param check throws {@link IllegalArgumentException} with the rest of the sentence if a network will not do */
    static Networks parse(String setting, List<String> cidrs, Consumer<IPAddress> check) {
        return new Networks(
                cidrs.stream().map(cidr -> network(setting, cidr, check)).toList());
    }

    public boolean contains(InetAddress address) {
        return contains(ip(address));
    }

    boolean contains(IPAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    static IPAddress ip(InetAddress address) {
        return new IPAddressGenerator().from(address.getAddress());
    }

    private static IPAddress network(String setting, String cidr, Consumer<IPAddress> check) {
        try {
            IPAddress network = parsed(cidr);
            check.accept(network);
            return network;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "%s has '%s', but %s".formatted(setting, cidr, wrong.getMessage()), wrong);
        }
    }

    private static IPAddress parsed(String cidr) {
        IPAddress network;
        try {
            network = new IPAddressString(cidr.strip(), PLAIN).toAddress();
        } catch (AddressStringException | IncompatibleAddressException none) {
            throw new IllegalArgumentException("each must be a CIDR such as 10.20.0.0/16", none);
        }
        if (network == null) {
            throw new IllegalArgumentException("each must be a CIDR such as 10.20.0.0/16");
        }
        Integer prefix = network.getNetworkPrefixLength();
        if (prefix != null && prefix == 0) {
            throw new IllegalArgumentException(
                    "that is every address, our own among them; name the subnets that are meant");
        }
        if (prefix != null && !network.isPrefixBlock()) {
            throw new IllegalArgumentException("there are bits after the prefix; is %s meant?"
                    .formatted(network.toPrefixBlock(prefix).toCanonicalString()));
        }
        return network;
    }
}
