package dev.postern.access;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may call each operation of the API: the roles, {@code DATA_PLANE} being that of a tenant, and {@link #FLEET}. An
 * operation that is missing here fails {@link EveryOperationTest}.
 */
final class OperationRights {

    /** The operator's {@code DATA_PLANE}. */
    static final String FLEET = "DATA_PLANE of the fleet";

    private static final List<String> EVERYBODY =
            List.of("OPERATOR_ADMIN", "OPERATOR_VIEWER", "TENANT_ADMIN", "TENANT_VIEWER", "DATA_PLANE", FLEET);
    private static final List<String> READERS =
            List.of("OPERATOR_ADMIN", "OPERATOR_VIEWER", "TENANT_ADMIN", "TENANT_VIEWER");
    private static final List<String> WRITERS = List.of("OPERATOR_ADMIN", "TENANT_ADMIN");
    private static final List<String> OPERATORS = List.of("OPERATOR_ADMIN", "OPERATOR_VIEWER");
    private static final List<String> OPERATOR_ADMIN = List.of("OPERATOR_ADMIN");

    private static final Map<String, List<String>> ROLES = Map.ofEntries(
            entry("getMe", EVERYBODY),
            entry("listRegions", READERS),
            entry("listResolverMappings", List.of("OPERATOR_ADMIN", "OPERATOR_VIEWER", FLEET)),
            entry("listTenants", OPERATORS),
            entry("createTenant", OPERATOR_ADMIN),
            entry("getTenant", OPERATORS),
            entry("patchTenant", OPERATOR_ADMIN),
            entry("deleteTenant", OPERATOR_ADMIN),
            entry("listTokens", OPERATORS),
            entry("createToken", OPERATOR_ADMIN),
            entry("revokeToken", OPERATOR_ADMIN),
            entry("listTenantTokens", READERS),
            entry("createTenantToken", WRITERS),
            entry("revokeTenantToken", WRITERS),
            entry("listConnections", READERS),
            entry("createConnection", WRITERS),
            entry("getConnection", READERS),
            entry("patchConnection", WRITERS),
            entry("deleteConnection", WRITERS),
            entry("retryConnection", WRITERS),
            entry("waiveClaim", OPERATOR_ADMIN),
            entry("approveHostKey", WRITERS),
            entry("rotateBastionKeys", WRITERS),
            entry("getAuthorizedKeys", READERS),
            entry("streamEvents", OPERATORS),
            entry("streamTenantEvents", READERS),
            entry("getOnboarding", READERS),
            entry("getTerraform", READERS),
            entry("getFleetOverview", OPERATORS),
            entry("getTenantOverview", READERS),
            entry("listFleetConnections", OPERATORS),
            entry("listAudit", OPERATORS),
            entry("listTenantAudit", READERS),
            entry("createSecretKeyRotation", OPERATOR_ADMIN),
            entry("listSecretKeyRotations", OPERATOR_ADMIN),
            entry("getSecretKeyRotation", OPERATOR_ADMIN),
            entry("listConnectionHistory", READERS),
            entry("listClusters", READERS),
            entry("createCluster", WRITERS),
            entry("getCluster", READERS),
            entry("patchCluster", WRITERS),
            entry("deleteCluster", WRITERS),
            entry("getTopology", READERS),
            entry("getResolverMapping", EVERYBODY),
            entry("resolve", EVERYBODY),
            entry("listValidations", READERS),
            entry("createValidation", WRITERS),
            entry("getValidation", READERS));

    /** Whoever has a token to show in the body or asks how to get in, and whoever wants to be signed out. */
    private static final Set<String> OPEN = Set.of("getSignIn", "createSession", "deleteSession");

    private OperationRights() {}

    static boolean open(String operation) {
        return OPEN.contains(operation);
    }

    static boolean knows(String operation) {
        return ROLES.containsKey(operation) || OPEN.contains(operation);
    }

    static boolean allows(String operation, String role) {
        return ROLES.getOrDefault(operation, List.of()).contains(role);
    }

    static List<String> roles() {
        return Arrays.stream(Role.values()).map(Role::name).toList();
    }
}
