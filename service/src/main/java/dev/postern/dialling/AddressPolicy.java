package dev.postern.dialling;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may be dialled: those of the public Internet, and those in networks that the operator allows. So nobody
 * gets into our own network by way of us, whoever it was that told us a name or an address.
 */
final class AddressPolicy {

    /** Plain addresses and CIDRs: none of the ranges, wildcards and short forms that the library knows, too. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .getParentBuilder()
            .toParams();

    private final String setting;
    private final SpecialNetworks allowed;

    /**
     * @param setting where the operator wrote them
     * @param allow CIDRs that may be dialled though they are private
     */
    AddressPolicy(String setting, List<String> allow) {
        this.setting = setting;
        this.allowed = new SpecialNetworks(allow.stream().map(this::network).toList());
    }

    boolean allows(InetAddress address) {
        IPAddress ip = new IPAddressGenerator().from(address.getAddress());
        return !SpecialNetworks.isNobodys(ip) && (!SpecialNetworks.PRIVATE.contains(ip) || allowed.contains(ip));
    }

    private IPAddress network(String cidr) {
        IPAddress network;
        try {
            network = new IPAddressString(cidr.strip(), PLAIN).toAddress();
        } catch (AddressStringException | IncompatibleAddressException none) {
            throw refused(cidr, "each must be a CIDR such as 10.20.0.0/16");
        }
        if (network == null) {
            throw refused(cidr, "each must be a CIDR such as 10.20.0.0/16");
        }
        Integer prefix = network.getNetworkPrefixLength();
        if (prefix != null && prefix == 0) {
            throw refused(cidr, "that is every address, our own among them; name the subnets that are meant");
        }
        if (prefix != null && !network.isPrefixBlock()) {
            throw refused(
                    cidr,
                    "there are bits after the prefix; is %s meant?"
                            .formatted(network.toPrefixBlock(prefix).toCanonicalString()));
        }
        if (SpecialNetworks.isNobodys(network)) {
            throw refused(cidr, "no endpoint or bastion can be there, and what is there is nobody's business");
        }
        return network;
    }

    private IllegalArgumentException refused(String cidr, String why) {
        return new IllegalArgumentException("%s has '%s', but %s".formatted(setting, cidr, why));
    }
}
