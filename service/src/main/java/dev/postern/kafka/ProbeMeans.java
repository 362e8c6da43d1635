package dev.postern.kafka;

import dev.postern.foundation.TenantId;
import java.time.Clock;

/**
 * What the probes of one run have.
 *
 * @param memory shared with all tenants, as are {@code computing} and {@code handshakes}
 * @param led what this run has learnt
 * @param passwords what it has computed
 * @param tls what it trusts and shows
 */
record ProbeMeans(
        TenantId tenant,
        BrokerDialler dialler,
        Clock clock,
        AnswerMemory memory,
        Computing computing,
        Handshakes handshakes,
        LedPartitions led,
        SaltedPasswords passwords,
        TlsMaterials tls) {}
