package dev.postern.validation;

/**
 * What a tenant looks at, and changes, where a way leads to somebody else: the target group of a load balancer's listener,
 * or what names lead to on a bastion. In words, for remedies.
 */
final class Behind {

    private Behind() {}

    /** A clause, such as {@code what the target group of listener 9001 of connection con_1 leads to}. */
    static String theWay(Reading<?> reading) {
        RoutedWay route = reading.route();
        return route.tunnelled()
                ? "where %s leads on the bastion of connection %s"
                        .formatted(reading.target().broker(), route.connectionId())
                : "what the target group of %s leads to".formatted(route.listener());
    }

    /** An order, such as {@code register broker 1 (b-1:9092) alone in the target group of listener 9001 of ...}. */
    static String leadsAloneTo(Reading<?> reading, String broker) {
        RoutedWay route = reading.route();
        return route.tunnelled()
                ? "make the name %s lead to %s alone on the bastion of connection %s (its name server, its hosts file)"
                        .formatted(reading.target().broker().host(), broker, route.connectionId())
                : "register %s alone in the target group of %s".formatted(broker, route.listener());
    }
}
