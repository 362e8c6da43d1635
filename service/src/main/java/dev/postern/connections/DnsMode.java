package dev.postern.connections;

/** How clients get to know the endpoint's names. */
enum DnsMode {
    /** Nothing in DNS: clients follow the resolver mapping. */
    RESOLVER,
    /** A private hosted zone for the one hostname that brokers advertise: clients need nothing else. */
    HOSTED_ZONE
}
