/**
 * Adapter to AWS: IAM roles, endpoint services, VPC endpoints and hosted zones through the AWS SDK, which nobody else
 * imports but {@code kms}. Knows nothing of connections but what {@code connections :: spi} says.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "connections :: spi"})
package dev.postern.privatelink;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
