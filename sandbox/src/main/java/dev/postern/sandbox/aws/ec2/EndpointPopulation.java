package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.network.LoopbackBlock;
import dev.postern.sandbox.network.LoopbackBlocks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Endpoints by the thousand, available from the start, for tests of scale. They have addresses of their own, but nothing
 * answers there and no socket is open for them. Used with the world's lock held.
 */
public final class EndpointPopulation {

    private final Table<VpcEndpoint> table;

    EndpointPopulation(Table<VpcEndpoint> table) {
        this.table = table;
    }

    /**
     * Adds so many, in the zones of the service, whatever the quota says.
     *
     * @param tags of each, by its index from 0
     */
    public List<VpcEndpoint> add(
            Vpc vpc, EndpointService service, int count, IntFunction<Map<String, String>> tags, Instant at) {
        int first = (int) table.stream()
                .filter(endpoint -> LoopbackBlocks.isUnused(endpoint.regionalAddress()))
                .count();
        return IntStream.range(0, count)
                .mapToObj(index ->
                        endpoint(vpc, service, LoopbackBlocks.JVM.unused(first + index), tags.apply(index), at))
                .peek(endpoint -> table.put(endpoint.id(), endpoint))
                .toList();
    }

    private static VpcEndpoint endpoint(
            Vpc vpc, EndpointService service, LoopbackBlock block, Map<String, String> tags, Instant at) {
        Region region = vpc.region();
        return new VpcEndpoint(
                Ids.random("vpce-"),
                vpc.account().id(),
                region.name(),
                vpc.id(),
                service.name(),
                service.region(),
                Ids.random("vpce-con-"),
                EndpointState.AVAILABLE,
                block.regional(),
                vpc.subnets().stream()
                        .filter(subnet -> service.zoneIds().contains(subnet.zoneId()))
                        .map(subnet -> EndpointInterface.of(subnet, region, block))
                        .toList(),
                List.of(vpc.securityGroupId()),
                tags,
                null,
                null,
                at);
    }
}
