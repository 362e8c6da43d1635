package dev.postern.onboarding;

import dev.postern.connections.BastionBriefing;
import dev.postern.foundation.HostPort;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a tenant puts onto its bastion. */
@Component
class BastionKit {

    private final Templates templates;

    BastionKit(Templates templates) {
        this.templates = templates;
    }

    List<KitItem> of(BastionBriefing connection) {
        String user = connection.user();
        return List.of(
                new KitItem(
                        Kit.AUTHORIZED_KEYS,
                        "Postern's keys",
                        "Both lines go into ~%s/.ssh/authorized_keys on the bastion, in the place of earlier ones. They permit connections to %d broker(s) and nothing else."
                                .formatted(user, connection.brokers().size()),
                        "authorized_keys",
                        KitLanguage.TEXT,
                        connection.authorizedKeys()),
                new KitItem(
                        Kit.SSHD,
                        "Settings of sshd that matter",
                        "For the user %s alone. As a file of /etc/ssh/sshd_config.d, or at the end of sshd_config; then reload sshd."
                                .formatted(user),
                        Kit.fileName("50-postern", connection.name(), ".conf"),
                        KitLanguage.TEXT,
                        templates.render(KitLanguage.TEXT, "sshd.conf", Map.of("user", user))),
                new KitItem(
                        Kit.PROVE_PATH,
                        "Prove the path",
                        "Run as root on the bastion: says whether sshd lets the user forward, whether our keys are installed, and whether each broker can be reached from there.",
                        Kit.fileName("prove-path", connection.name(), ".sh"),
                        KitLanguage.SHELL,
                        templates.render(
                                KitLanguage.SHELL,
                                "prove-path.sh",
                                Map.of(
                                        "user",
                                        user,
                                        "connection",
                                        connection.name(),
                                        "keys",
                                        connection
                                                .authorizedKeys()
                                                .lines()
                                                .map(BastionKit::key)
                                                .toList(),
                                        "brokers",
                                        connection.brokers().stream()
                                                .map(BastionKit::values)
                                                .toList()))));
    }

    /** The comment, by which a line is found: the key itself is long. */
    private static String key(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static Map<String, Object> values(HostPort broker) {
        return Map.of("host", broker.host(), "port", broker.port());
    }
}
