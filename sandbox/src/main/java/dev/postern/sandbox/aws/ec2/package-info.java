/**
 * EC2 as far as AWS PrivateLink goes: VPC endpoints on the operator's side, endpoint services on the tenant's side, and
 * the subnets, zones and interfaces around them ("AWS PrivateLink actions" in the EC2 API reference).
 *
 * <p><b>Where an endpoint comes out.</b> Real DNS names cannot be made here, so the DNS names of an endpoint are loopback
 * literals, on which the service's load balancer answers while the endpoint is {@code available}. {@code DnsEntries}
 * lists the regional literal first, then one for each of the endpoint's subnets, in the order of the region's zones.
 *
 * <p><b>Which literal is which zone.</b> In AWS, the zone's <i>name</i> is a part of a zonal DNS name. A literal has no
 * room for it: here a zonal literal <i>is</i> the private address of the endpoint's network interface in that zone. So
 * {@code DescribeNetworkInterfaces} with the endpoint's interface ids tells the subnet, zone name and zone id for each
 * {@code privateIpAddress}; match that with the DNS name. It works with AWS too if the name is resolved first.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.ec2;
