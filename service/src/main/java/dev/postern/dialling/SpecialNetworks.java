package dev.postern.dialling;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks that are not the public Internet (IANA, IPv4 and IPv6 Special-Purpose Address Registries; RFC 6890).
 *
 * @param networks that are meant
 */
record SpecialNetworks(List<IPAddress> networks) {

    /** Somebody's own networks, which an operator may have endpoints in. */
    static final SpecialNetworks PRIVATE = of(
            "10.0.0.0/8", // RFC 1918
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598
            "127.0.0.0/8", // loopback
            "::1/128",
            "198.18.0.0/15", // benchmarking, RFC 2544
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "198.51.100.0/24",
            "203.0.113.0/24",
            "fc00::/7", // unique-local, RFC 4193
            "2001:2::/48", // benchmarking, RFC 5180
            "2001:db8::/32", // documentation, RFC 3849
            "3fff::/20"); // and RFC 9637

    /**
     * Where no endpoint and no bastion can be, whatever an operator allows: services of a machine's own link such as the metadata of an
     * instance, many at once, nobody, and addresses that carry another one in themselves, which would get round any list.
     */
    static final SpecialNetworks NOBODYS = of(
            "0.0.0.0/8", // this network, and unspecified
            "169.254.0.0/16", // link-local: metadata of instances, tasks and pods at AWS
            "192.88.99.0/24", // relays of 6to4, RFC 7526
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "::/128", // unspecified
            "::ffff:0:0/96", // IPv4-mapped
            "::ffff:0:0:0/96", // IPv4-translated, RFC 2765
            "64:ff9b::/96", // NAT64, RFC 6052
            "64:ff9b:1::/48", // and RFC 8215
            "100::/64", // discarded, RFC 6666
            "2001::/32", // Teredo, RFC 4380
            "2001:10::/28", // ORCHID, RFC 4843
            "2001:20::/28", // and RFC 7343
            "2002::/16", // 6to4, RFC 3056
            "3ffe::/16", // the 6bone that was, RFC 3701
            "5f00::/16", // segment routing, RFC 9602
            "fd00:ec2::/32", // AWS's own in every VPC: metadata, name servers, clocks
            "fe80::/10", // link-local
            "fec0::/10", // site-local, RFC 3879
            "ff00::/8"); // multicast

    /** IPv4-compatible addresses (RFC 4291, section 2.5.5.1); loopback looks like one. */
    private static final IPAddress COMPATIBLE = network("::/96");

    private static final IPAddress LOOPBACK = network("::1/128");

    /** All that is given out of IPv6 so far (RFC 4291, section 2.4); what is not is nobody's either. */
    private static final IPAddress GLOBAL_UNICAST = network("2000::/3");

    static boolean isNobodys(IPAddress address) {
        return NOBODYS.contains(address)
                || (COMPATIBLE.contains(address) && !LOOPBACK.contains(address))
                || (address.isIPv6() && !GLOBAL_UNICAST.contains(address) && !PRIVATE.contains(address));
    }

    boolean contains(IPAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    static SpecialNetworks of(String... cidrs) {
        return new SpecialNetworks(
                Stream.of(cidrs).map(SpecialNetworks::network).toList());
    }

    private static IPAddress network(String cidr) {
        return new IPAddressString(cidr).getAddress();
    }
}
