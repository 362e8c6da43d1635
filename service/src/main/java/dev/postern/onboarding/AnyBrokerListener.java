package dev.postern.onboarding;

import java.util.List;

/**
 * A listener that leads to any broker of a cluster.
 *
 * @param cluster its name
 * @param brokers the ports of the listeners that lead to its brokers
 * @param brokerPort of further brokers, which are not known yet
 */
record AnyBrokerListener(int port, String cluster, List<Integer> brokers, int brokerPort) {

    AnyBrokerListener {
        brokers = List.copyOf(brokers);
    }
}
