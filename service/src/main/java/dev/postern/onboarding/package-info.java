/**
 * How a tenant gets from nothing to a validated mapping: the steps, which one is next and whose it is, and the kit: Terraform,
 * commands, settings of sshd and of Kafka clients, with the tenant's own values in them. Changes nothing. Every text of the
 * kit comes out of a template, in which a value can only become a literal of the text's language (ADR 0022).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "access",
            "connections",
            "clusters",
            "clusters :: spi",
            "resolution",
            "validation"
        })
package dev.postern.onboarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
