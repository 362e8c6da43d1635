package dev.postern.validation;

import dev.postern.foundation.TenantId;

/** Names a run among all tenants. */
record ValidationKey(TenantId tenantId, ValidationId validationId) {

    /** Reads what {@link #toString} wrote. */
    static ValidationKey parse(String text) {
        String[] parts = text.split("/", -1);
        return new ValidationKey(TenantId.of(parts[0]), ValidationId.of(parts[1]));
    }

    @Override
    public String toString() {
        return tenantId + "/" + validationId;
    }
}
