package dev.postern.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A new request with a secret does not go without canaries. */
class SecretFieldsTest {

    private static final String DOCUMENT = """
            {"paths": {
               "/bastions": {"post": {"operationId": "createBastion", "requestBody": {"content": {"application/json": {
                 "schema": {"$ref": "#/components/schemas/Bastion"}}}}}},
               "/names": {"post": {"operationId": "createName", "requestBody": {"content": {"application/json": {
                 "schema": {"type": "object", "properties": {"name": {"type": "string"}, "tokens": {"type": "integer"}}}}}}}}},
             "components": {"schemas": {
               "Bastion": {"properties": {"name": {}, "log_in": {"oneOf": [{"$ref": "#/components/schemas/LogIn"}]}}},
               "LogIn": {"properties": {"phrase": {"type": "string", "writeOnly": true}, "sshPrivateKey": {}}}}}}""";

    @Test
    void theSecretsOfARequestAreFoundWhereverTheyAre() {
        Map<String, SecretFields.Operation> operations =
                SecretFields.of(JsonMapper.shared().readTree(DOCUMENT));

        assertThat(operations)
                .containsOnly(Map.entry(
                        "createBastion",
                        new SecretFields.Operation("createBastion", "POST", Set.of("phrase", "sshPrivateKey"))));
    }

    @Test
    void aSecretWithoutACanaryIsRefused() {
        assertThatThrownBy(() -> BodiesWithSecrets.of(
                        "{\"name\": \"x\", \"log_in\": {\"phrase\": \"y\"}}",
                        Set.of("phrase", "sshPrivateKey"),
                        Map.of("phrase", "canary")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sshPrivateKey");
    }

    @Test
    void everyWrongBodyHoldsTheSecret() {
        BodiesWithSecrets bodies = BodiesWithSecrets.of(
                "{\"name\": \"x\", \"log_in\": {\"phrase\": \"y\"}}",
                Set.of("phrase"),
                Map.of("phrase", "canary-0815"));

        assertThat(bodies.wrong())
                .hasSizeGreaterThan(20)
                .doesNotContain(bodies.text())
                .allMatch(body -> body.contains("canary-0815"));
    }
}
