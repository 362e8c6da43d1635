package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Subnet;
import dev.postern.sandbox.network.LoopbackBlock;

/**
 * A network interface of an endpoint.
 *
 * @param address a loopback literal: private address and zonal DNS name in one
 */
public record EndpointInterface(String id, String subnetId, String zoneId, String address) {

    /** A new interface, at the address that the block has for the subnet's zone. */
    static EndpointInterface of(Subnet subnet, Region region, LoopbackBlock block) {
        return new EndpointInterface(Ids.random("eni-"), subnet.id(), subnet.zoneId(), "").in(region, block);
    }

    /** The same interface at an address of this block. */
    EndpointInterface in(Region region, LoopbackBlock block) {
        return new EndpointInterface(
                id, subnetId, zoneId, block.zonal(region.zoneIds().indexOf(zoneId)));
    }
}
