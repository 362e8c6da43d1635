package dev.postern.validation;

import dev.postern.connections.spi.BastionContact.Forwarding;
import java.util.Map;

/** Does the bastion get as far as the broker? */
final class ForwardingRung {

    private ForwardingRung() {}

    static Finding read(Reading<Passage> reading) {
        return switch (reading.result()) {
            case Passage.Closed(CheckId failed) -> Ladder.skipped(failed);
            case Passage.Asked(Forwarding forwarding) -> read(reading, forwarding);
        };
    }

    private static Finding read(Reading<?> reading, Forwarding forwarding) {
        String broker = reading.target().broker().toString();
        Map<String, Object> evidence =
                forwarding.words() == null ? Map.of() : Map.of("bastionSays", forwarding.words());
        return switch (forwarding.answer()) {
            case REACHED -> Finding.pass("The bastion reaches %s.".formatted(broker), evidence);
            case PROHIBITED ->
                Finding.fail(
                        "The bastion does not forward to %s.".formatted(broker),
                        evidence,
                        "Tenant: install the authorized_keys lines of connection %s's kit on the bastion: they permit the brokers that are known by now."
                                .formatted(reading.route().connectionId()));
            case NOT_REACHED ->
                Finding.fail(
                        "The bastion does not reach %s.".formatted(broker),
                        evidence,
                        "Tenant: see on the bastion of connection %s that the name %s resolves, and that the broker runs and lets the bastion in on port %d."
                                .formatted(
                                        reading.route().connectionId(),
                                        reading.target().broker().host(),
                                        reading.target().broker().port()));
            case NO_ANSWER ->
                Finding.fail(
                        "The bastion has not reached %s in time.".formatted(broker),
                        evidence,
                        "Tenant: see that what is between the bastion of connection %s and port %d of %s lets connections through instead of dropping them."
                                .formatted(
                                        reading.route().connectionId(),
                                        reading.target().broker().port(),
                                        reading.target().broker().host()));
        };
    }

    static boolean passed(Passage passage) {
        return passage instanceof Passage.Asked(Forwarding forwarding)
                && forwarding.answer() == Forwarding.Answer.REACHED;
    }
}
