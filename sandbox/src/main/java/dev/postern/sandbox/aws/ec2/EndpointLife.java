package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Transitions;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.network.LoopbackBlock;
import dev.postern.sandbox.network.LoopbackBlocks;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How endpoints go from state to state ("Interface endpoint states" in the AWS PrivateLink guide), and what that does to
 * their addresses. Used with the world's lock held. A step that the state does not permit changes nothing.
 */
final class EndpointLife {

    private final Table<VpcEndpoint> endpoints;
    private final EndpointServices services;
    private final EndpointNetwork network;
    private final Appearances appearances;
    private final Transitions transitions;
    private final Dials dials;
    private final Setting setting;

    EndpointLife(
            Table<VpcEndpoint> endpoints,
            EndpointServices services,
            EndpointNetwork network,
            Appearances appearances,
            Transitions transitions,
            Dials dials,
            Setting setting) {
        this.endpoints = endpoints;
        this.services = services;
        this.network = network;
        this.appearances = appearances;
        this.transitions = transitions;
        this.dials = dials;
        this.setting = setting;
    }

    /** An endpoint has been made, in the state {@code pending} or {@code pendingAcceptance}. */
    void create(VpcEndpoint endpoint) {
        appearances.hide(endpoint.id());
        transitions.plan(dials.delays().endpointVisible(), () -> appearances.show(endpoint.id()));
        begin(endpoint);
    }

    private void begin(VpcEndpoint endpoint) {
        endpoints.put(endpoint.id(), endpoint);
        goOn(endpoint);
    }

    boolean accept(String id) {
        return change(id, state -> state == EndpointState.PENDING_ACCEPTANCE, EndpointState.PENDING);
    }

    boolean reject(String id) {
        boolean rejected = change(id, EndpointState::isOpenRequest, EndpointState.REJECTED);
        if (rejected) {
            network.close(id);
        }
        return rejected;
    }

    boolean expire(String id) {
        return change(id, state -> state == EndpointState.PENDING_ACCEPTANCE, EndpointState.EXPIRED);
    }

    boolean delete(String id) {
        boolean deleting = change(id, state -> !state.isBeingDeleted(), EndpointState.DELETING);
        if (deleting) {
            network.close(id);
        }
        return deleting;
    }

    boolean fail(String id, String reason) {
        Optional<VpcEndpoint> endpoint =
                endpoints.find(id).filter(found -> !found.state().isBeingDeleted());
        endpoint.ifPresent(found -> {
            network.close(id);
            endpoints.put(id, found.failed(reason));
        });
        return endpoint.isPresent();
    }

    /** Takes up every endpoint where it was before a restart. */
    void resume() {
        for (VpcEndpoint kept : endpoints.list()) {
            LoopbackBlock block = network.allotAgain(kept.id(), kept.regionalAddress());
            VpcEndpoint endpoint = kept.regionalAddress().equals(block.regional()) ? kept : moved(kept, block);
            goOn(endpoint);
        }
    }

    /** Opens what waited for this load balancer: the available endpoints of its services. */
    void connect(TenantLoadBalancer loadBalancer) {
        endpoints.list().stream()
                .filter(endpoint -> endpoint.state() == EndpointState.AVAILABLE && !network.isOpen(endpoint.id()))
                .filter(endpoint -> services.findByName(endpoint.serviceName())
                        .filter(service -> service.loadBalancerArn().equals(loadBalancer.arn()))
                        .isPresent())
                .forEach(this::open);
    }

    /** Opens an available endpoint anew, after its addresses have changed. */
    void reopen(VpcEndpoint endpoint) {
        if (endpoint.state() == EndpointState.AVAILABLE) {
            open(endpoint);
        }
    }

    private boolean change(String id, Predicate<EndpointState> permitted, EndpointState next) {
        Optional<VpcEndpoint> endpoint = endpoints.find(id).filter(found -> permitted.test(found.state()));
        endpoint.ifPresent(found -> begin(found.in(next)));
        return endpoint.isPresent();
    }

    private void goOn(VpcEndpoint endpoint) {
        String id = endpoint.id();
        switch (endpoint.state()) {
            case PENDING -> transitions.plan(dials.delays().endpointProvisioned(), () -> provisioned(id));
            case DELETING ->
                transitions.plan(
                        dials.delays().endpointDeleted(),
                        () -> change(id, state -> state == EndpointState.DELETING, EndpointState.DELETED));
            case DELETED -> transitions.plan(dials.delays().endpointForgotten(), () -> forget(id));
            case PENDING_ACCEPTANCE, AVAILABLE, REJECTED, EXPIRED, FAILED -> {}
        }
    }

    private void provisioned(String id) {
        if (change(id, state -> state == EndpointState.PENDING, EndpointState.AVAILABLE)) {
            endpoints.find(id).ifPresent(this::open);
        }
    }

    private void forget(String id) {
        network.release(id);
        appearances.forget(id);
        endpoints.remove(id);
    }

    private void open(VpcEndpoint endpoint) {
        if (LoopbackBlocks.isUnused(endpoint.regionalAddress())) {
            return; // one of a population
        }
        Optional<TenantLoadBalancer> loadBalancer =
                services.findByName(endpoint.serviceName()).flatMap(services::loadBalancerOf);
        if (loadBalancer.isEmpty()) {
            return; // kept from an earlier run: opened as soon as the load balancer is registered
        }
        try {
            network.open(endpoint, loadBalancer.get().loadBalancer());
        } catch (IOException e) {
            fail(endpoint.id(), "The sandbox " + e.getMessage());
        }
    }

    private VpcEndpoint moved(VpcEndpoint endpoint, LoopbackBlock block) {
        Region region = setting.region(endpoint.region());
        VpcEndpoint moved = endpoint.at(
                block.regional(),
                endpoint.interfaces().stream()
                        .map(each -> each.in(region, block))
                        .toList());
        endpoints.put(moved.id(), moved);
        return moved;
    }
}
