package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.setting.Quotas;
import org.jspecify.annotations.Nullable;

/** Quotas; what is left out stays as it is. */
record QuotasBody(
        @Nullable Integer endpointsPerVpc,
        @Nullable Integer rolesPerAccount,
        @Nullable Integer hostedZonesPerAccount) {

    static QuotasBody of(Quotas quotas) {
        return new QuotasBody(quotas.endpointsPerVpc(), quotas.rolesPerAccount(), quotas.hostedZonesPerAccount());
    }

    /**
     * @throws IllegalArgumentException if one is negative
     */
    Quotas over(Quotas present) {
        return new Quotas(
                endpointsPerVpc == null ? present.endpointsPerVpc() : endpointsPerVpc,
                rolesPerAccount == null ? present.rolesPerAccount() : rolesPerAccount,
                hostedZonesPerAccount == null ? present.hostedZonesPerAccount() : hostedZonesPerAccount);
    }
}
