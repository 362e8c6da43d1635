package dev.postern.bastions;

/** Why a client that came to a gateway was sent away. */
enum RefusedClient {
    ADDRESS_NOT_ALLOWED,
    /** The tunnel is not up. */
    BASTION_AWAY,
    TUNNEL_FULL,
    TENANT_FULL,
    /** The bastion does not forward to the broker. */
    FORWARDING_DENIED,
    /** The bastion could not connect to the broker. */
    BROKER_REFUSED,
    /** The bastion did not say in time whether it could. */
    BROKER_TIMEOUT
}
