package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.Shares;
import dev.postern.foundation.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Memory for what brokers answer: a sixteenth of all there is, and of that a quarter for one tenant. Short answers are
 * free. A parsed answer can be many times as large as its bytes, so the longest ones are parsed one at a time.
 */
@Component
final class AnswerMemory {

    /** Answers up to this are free. */
    static final int SHORT = 16 << 10;

    /** Longer answers are parsed one at a time. */
    private static final int LONG = 256 << 10;

    private static final int PART_OF_ALL = 16;
    private static final int PART_OF_TENANT = 4;
    private static final long MOST = 1 << 30;

    private final Shares<TenantId> bytes;
    private final Shares<TenantId> parsing = new Shares<>(1, 1);

    @Autowired
    AnswerMemory() {
        this((int) Math.min(MOST, Runtime.getRuntime().maxMemory() / PART_OF_ALL));
    }

    /** @param all bytes, of all tenants together */
    AnswerMemory(int all) {
        this.bytes = new Shares<>(all, Math.max(SHORT, all / PART_OF_TENANT));
    }

    /** Waits until there is room; what is done in {@link Room#parse} and before it is closed has so much memory. */
    Room take(TenantId tenant, int size, Deadline deadline) throws ProbeFailed {
        if (size > SHORT && !bytes.take(tenant, size, deadline.remaining())) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    size > bytes.each()
                            ? "The broker's answer has %d bytes, and this replica reads at most %d bytes at once for one tenant. Let our user see fewer topics, or ask the operator for more memory."
                                    .formatted(size, bytes.each())
                            : "The broker's answer has %d bytes, and the tenant's clusters answer larger than the %d bytes that this replica reads for it at once. Try again when its other validations are done."
                                    .formatted(size, bytes.each()));
        }
        return new Room(tenant, size, deadline);
    }

    /** Room for one answer. */
    final class Room implements AutoCloseable {

        private final TenantId tenant;
        private final int size;
        private final Deadline deadline;

        private Room(TenantId tenant, int size, Deadline deadline) {
            this.tenant = tenant;
            this.size = size;
            this.deadline = deadline;
        }

        /** What is returned is kept when the room is given back, so it is short. */
        <T> T parse(Parsing<T> work) throws ProbeFailed {
            if (size <= LONG) {
                return work.parse();
            }
            if (!parsing.take(tenant, 1, deadline.remaining())) {
                throw new ProbeFailed(
                        ProbeFailure.PROTOCOL,
                        "The broker's answer has %d bytes, and it was not the turn of so long a one in time. Try again."
                                .formatted(size));
            }
            try {
                return work.parse();
            } finally {
                parsing.give(tenant, 1);
            }
        }

        @Override
        public void close() {
            if (size > SHORT) {
                bytes.give(tenant, size);
            }
        }
    }

    /** Makes something short of an answer. */
    interface Parsing<T> {
        T parse() throws ProbeFailed;
    }
}
