package dev.postern.connections;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.sweep}: the removal of what a crash has left over in AWS.
 *
 * @param enabled without it the sweep tells what is left over, and deletes nothing
 * @param interval between two looks at all IAM roles and hosted zones; endpoints are looked at by the observer, more often
 * @param acceptEpoch the epoch up to which the operator has looked at what is in AWS after the database was restored; the
 *     log names it
 */
@ConfigurationProperties("postern.sweep")
record SweepProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10m") Duration interval,
        @DefaultValue("0") long acceptEpoch) {}
