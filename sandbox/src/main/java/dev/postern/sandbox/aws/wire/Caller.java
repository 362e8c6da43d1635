package dev.postern.sandbox.aws.wire;

/** Who signed a call. */
public sealed interface Caller {

    /** The twelve digits of the account that the call is made in. */
    String accountId();

    /** As {@code GetCallerIdentity} shows it. */
    String arn();

    /** The unique id as {@code GetCallerIdentity} shows it. */
    String userId();

    /** What an allow-list or a trust policy names: a user, or the role behind a session. */
    String principalArn();

    /** The holder of an account's long-lived access keys. May do everything in that account. */
    record User(String accountId, String userName) implements Caller {
        @Override
        public String arn() {
            return "arn:aws:iam::" + accountId + ":user/" + userName;
        }

        @Override
        public String userId() {
            return "AIDA" + accountId + userName.toUpperCase(java.util.Locale.ROOT);
        }

        @Override
        public String principalArn() {
            return arn();
        }
    }

    /** The holder of credentials from {@code AssumeRole}. May do what the role's inline policies allow. */
    record RoleSession(String accountId, String roleName, String roleArn, String roleId, String sessionName)
            implements Caller {
        @Override
        public String arn() {
            return "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName;
        }

        @Override
        public String userId() {
            return roleId + ":" + sessionName;
        }

        @Override
        public String principalArn() {
            return roleArn;
        }
    }
}
