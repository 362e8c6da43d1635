package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.LoopbackBlock;
import dev.postern.sandbox.network.LoopbackBlocks;
import dev.postern.sandbox.network.OpenLoadBalancer;
import dev.postern.sandbox.network.ZonalAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses that endpoints have on this machine, and what answers there. Used with the world's lock held. */
final class EndpointNetwork implements AutoCloseable {

    private final Map<String, LoopbackBlock> blocks = new HashMap<>();
    private final Map<String, OpenLoadBalancer> open = new HashMap<>();

    LoopbackBlock allot(String endpointId) {
        return keep(endpointId, LoopbackBlocks.JVM.allot());
    }

    /** The addresses that were allotted to the endpoint. */
    LoopbackBlock blockOf(String endpointId) {
        LoopbackBlock block = blocks.get(endpointId);
        return block != null ? block : allot(endpointId);
    }

    /** The same addresses as before a restart if they are free, otherwise others. */
    LoopbackBlock allotAgain(String endpointId, String regionalAddress) {
        return keep(endpointId, LoopbackBlocks.JVM.allotAgain(regionalAddress));
    }

    /**
     * Has the load balancer answer at the endpoint's addresses, and only there.
     *
     * @throws IOException if an address cannot be bound
     */
    void open(VpcEndpoint endpoint, LoadBalancer loadBalancer) throws IOException {
        close(endpoint.id());
        List<ZonalAddress> addresses = new ArrayList<>();
        for (String literal : endpoint.addresses()) {
            addresses.add(new ZonalAddress(InetAddress.ofLiteral(literal), zoneOf(endpoint, literal)));
        }
        open.put(endpoint.id(), loadBalancer.openIn(addresses));
    }

    private static @Nullable String zoneOf(VpcEndpoint endpoint, String address) {
        return endpoint.interfaces().stream()
                .filter(each -> each.address().equals(address))
                .map(EndpointInterface::zoneId)
                .findFirst()
                .orElse(null);
    }

    boolean isOpen(String endpointId) {
        return open.containsKey(endpointId);
    }

    /** Nothing answers at the endpoint's addresses any more; what went through it is cut. */
    void close(String endpointId) {
        OpenLoadBalancer opened = open.remove(endpointId);
        if (opened != null) {
            opened.close();
        }
    }

    /** Gives the endpoint's addresses back. */
    void release(String endpointId) {
        close(endpointId);
        LoopbackBlock block = blocks.remove(endpointId);
        if (block != null) {
            block.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(blocks.keySet()).forEach(this::release);
    }

    private LoopbackBlock keep(String endpointId, LoopbackBlock block) {
        blocks.put(endpointId, block);
        return block;
    }
}
