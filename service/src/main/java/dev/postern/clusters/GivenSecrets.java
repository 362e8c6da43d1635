package dev.postern.clusters;

import tools.jackson.databind.JsonNode;

/** Which secrets a patch carries. */
record GivenSecrets(boolean password, boolean clientKey) {

    static GivenSecrets in(JsonNode patch) {
        JsonNode security = patch.path("security");
        return new GivenSecrets(security.hasNonNull("password"), security.hasNonNull("clientKey"));
    }

    boolean any() {
        return password || clientKey;
    }
}
