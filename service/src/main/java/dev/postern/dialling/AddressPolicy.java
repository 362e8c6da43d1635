package dev.postern.dialling;

import inet.ipaddr.IPAddress;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may be dialled: those of the public Internet, and those in networks that the operator allows; but none
 * that the operator denies. So nobody gets into our own network by way of us, whoever it was that told us a name or an
 * address.
 */
final class AddressPolicy {

    private final Networks allowed;
    private final Networks denied;

    /**
     * @param setting where the operator wrote them
     * @param allow CIDRs that may be dialled though they are private
     */
    AddressPolicy(String setting, List<String> allow) {
        this(Networks.parse(setting, allow, AddressPolicy::mayBeAllowed), Networks.parse("none", List.of()));
    }

    private AddressPolicy(Networks allowed, Networks denied) {
        this.allowed = allowed;
        this.denied = denied;
    }

    /** @param deny CIDRs that may not be dialled, whatever else allows them */
    AddressPolicy except(String setting, List<String> deny) {
        return new AddressPolicy(allowed, Networks.parse(setting, deny));
    }

    boolean allows(InetAddress address) {
        IPAddress ip = Networks.ip(address);
        return !SpecialNetworks.isNobodys(ip)
                && !denied.contains(ip)
                && (!SpecialNetworks.PRIVATE.contains(ip) || allowed.contains(ip));
    }

    private static void mayBeAllowed(IPAddress network) {
        if (SpecialNetworks.isNobodys(network)) {
            throw new IllegalArgumentException(
                    "no endpoint or bastion can be there, and what is there is nobody's business");
        }
    }
}
