package dev.postern.clusters;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of an answer a cluster takes up.
 *
 * @param bytes of what may be long; about
 */
record ClusterSize(ClusterId id, long bytes) {

    /** Of a page; about. */
    static final long MAX_PAGE = 1_048_576;

    /** Of a route in JSON without what it matches; about. */
    static final int ROUTE = 200;

    /** Of a cluster without what is counted; about. */
    private static final long REST = 1_000;

    /** The first of them that make up a page: as many as fit, but at least one, and {@code limit} at most. */
    static List<ClusterId> fitting(List<ClusterSize> clusters, int limit) {
        List<ClusterId> fitting = new ArrayList<>();
        long bytes = 0;
        for (ClusterSize cluster : clusters) {
            bytes += REST + cluster.bytes();
            if (fitting.size() == limit || (bytes > MAX_PAGE && !fitting.isEmpty())) {
                break;
            }
            fitting.add(cluster.id());
        }
        return fitting;
    }
}
