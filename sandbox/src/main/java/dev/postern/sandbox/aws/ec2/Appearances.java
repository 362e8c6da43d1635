package dev.postern.sandbox.aws.ec2;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What EC2 shows of endpoints where that is not how they are: one that was made a moment ago is not found yet, one is in
 * a state that nobody has heard of. Not kept over a restart. Used with the world's lock held.
 */
final class Appearances {

    private final Set<String> hidden = new HashSet<>();
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();

    void hide(String endpointId) {
        hidden.add(endpointId);
    }

    void show(String endpointId) {
        hidden.remove(endpointId);
    }

    boolean isVisible(VpcEndpoint endpoint) {
        return !hidden.contains(endpoint.id());
    }

    /** Has an endpoint appear in this state until {@link #showTrueState}, whatever becomes of it. */
    void showState(String endpointId, String state) {
        states.put(endpointId, state);
    }

    void showTrueState(String endpointId) {
        states.remove(endpointId);
    }

    /** As it is on the wire. */
    String stateOf(VpcEndpoint endpoint) {
        return states.getOrDefault(endpoint.id(), endpoint.state().wireName());
    }

    /** Has an endpoint appear with these DNS names, as if they were what AWS knows it by. */
    void showNames(String endpointId, List<String> shown) {
        names.put(endpointId, List.copyOf(shown));
    }

    List<String> namesOf(VpcEndpoint endpoint) {
        return names.getOrDefault(endpoint.id(), endpoint.addresses());
    }

    void forget(String endpointId) {
        names.remove(endpointId);
        show(endpointId);
        showTrueState(endpointId);
    }
}
