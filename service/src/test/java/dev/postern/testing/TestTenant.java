package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tenant made for one test.
 *
 * @param id its id
 * @param admin the API as the tenant's administrator
 */
public record TestTenant(String id, Api admin, Api operator) {

    static TestTenant create(Api operator, String name) {
        Answer tenant = operator.post("/api/v1/tenants", """
                {"name": "%s"}""".formatted(name));
        assertThat(tenant.status()).as(tenant.body()).isEqualTo(201);
        String id = tenant.text("/id");
        return new TestTenant(id, token(operator, id, "TENANT_ADMIN"), operator);
    }

    /** The path of something of this tenant. */
    public String path(String rest) {
        return "/api/v1/tenants/" + id + rest;
    }

    /** The operator allows the tenant hostnames under this domain, and under no other. */
    public void allowHostnamesUnder(String domain) {
        Answer allowed = operator.patch("/api/v1/tenants/" + id, """
                {"dnsSuffixes": ["%s"]}""".formatted(domain));
        assertThat(allowed.status()).as(allowed.body()).isEqualTo(200);
    }

    /** The API with a new token of this tenant. */
    public Api as(String role) {
        return token(operator, id, role);
    }

    private static Api token(Api operator, String tenant, String role) {
        Answer token = operator.post("/api/v1/tenants/" + tenant + "/tokens", """
                {"name": "test", "role": "%s"}""".formatted(role));
        assertThat(token.status()).as(token.body()).isEqualTo(201);
        return operator.as(token.text("/secret"));
    }
}
