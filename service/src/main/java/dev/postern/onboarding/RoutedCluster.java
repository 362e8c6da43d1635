package dev.postern.onboarding;

import dev.postern.clusters.Cluster;
import dev.postern.resolution.WantedListener;
import java.util.List;

/** A cluster, and the listeners that it wants of a connection. */
record RoutedCluster(Cluster cluster, List<WantedListener> wanted) {

    RoutedCluster {
        wanted = List.copyOf(wanted);
    }

    /** Where its brokers listen, as far as that is known. */
    int brokerPort() {
        return cluster.bootstrap().getFirst().port();
    }
}
