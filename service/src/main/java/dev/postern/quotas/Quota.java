package dev.postern.quotas;

/** What is counted for each tenant. */
public enum Quota {
    /** Each holds an IAM role from its beginning until it is deleted: an account has a thousand. */
    CONNECTIONS("connections", "connection_quota", "connections, those that are being deleted among them"),
    CLUSTERS("clusters", "cluster_quota", "clusters"),
    /** Of all its clusters: a change of a connection that leads to them joins all of their mappings anew. */
    BROKERS("brokers", "broker_quota", "brokers"),
    TOKENS("tokens", "token_quota", "tokens"),
    /** Those that somebody has asked for. */
    RUNNING_VALIDATIONS("runningValidations", "validation_quota", "validations under way");

    private final String field;
    private final String column;
    private final String words;

    Quota(String field, String column, String words) {
        this.field = field;
        this.column = column;
        this.words = words;
    }

    /** As the tenant has it in the API. */
    String field() {
        return field;
    }

    /** Of the table {@code tenant}; null there means the default. */
    String column() {
        return column;
    }

    String words() {
        return words;
    }
}
