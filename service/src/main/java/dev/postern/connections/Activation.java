package dev.postern.connections;

import java.time.Instant;

/** How far an activation has brought a connection. */
sealed interface Activation {

    /** The next step is due then. */
    record Again(Instant at) implements Activation {}

    /** There is only something to wait for. */
    record Rest() implements Activation {}

    /** Its bastion is to be contacted now, which may take long. */
    record Contact() implements Activation {}
}
