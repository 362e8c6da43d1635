package dev.postern.kafka;

import dev.postern.foundation.TenantId;
import java.time.Clock;

/**
 * What the probes of one run have.
 *
 * @param memory shared with all tenants
 * @param led what this run has learnt
 * @param passwords what it has computed
 */
record ProbeMeans(
        TenantId tenant,
        BrokerDialler dialler,
        Clock clock,
        AnswerMemory memory,
        LedPartitions led,
        SaltedPasswords passwords) {}
