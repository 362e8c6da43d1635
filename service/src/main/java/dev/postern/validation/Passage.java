package dev.postern.validation;

import dev.postern.connections.spi.BastionContact.Forwarding;

/** Whether a bastion lets through to a broker. */
sealed interface Passage {

    /** What the bastion answered. */
    record Asked(Forwarding forwarding) implements Passage {}

    /**
     * The bastion could not be asked.
     *
     * @param failed the check that says why
     */
    record Closed(CheckId failed) implements Passage {}
}
