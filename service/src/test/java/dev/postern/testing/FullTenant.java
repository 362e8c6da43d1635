package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenant that has something of everything, for tests of who may see and do what. */
public final class FullTenant {

    private FullTenant() {}

    public static TestTenant of(PosternTest test) {
        TestTenant tenant = test.newTenant();
        Answer token = tenant.admin().post(tenant.path("/tokens"), """
                        {"name": "once", "role": "DATA_PLANE"}""", "Idempotency-Key", "full-tenant");
        assertThat(token.status()).as(token.body()).isEqualTo(201);
        return tenant;
    }
}
