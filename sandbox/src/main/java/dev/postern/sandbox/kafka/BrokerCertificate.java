package dev.postern.sandbox.kafka;

/** What a broker shows on its listeners with TLS. */
public enum BrokerCertificate {
    /** Its own, of the cluster's authority, for a year. */
    OWN,
    /** Its own, but it ends in nine days. */
    EXPIRING,
    /** Its own, but it ended two days ago. */
    EXPIRED,
    /** One with its name that it has signed itself. */
    SELF_SIGNED,
    /** A good one of the cluster's authority, for the name of the broker with the next node id. */
    ANOTHER_BROKERS
}
