package dev.postern.access;

import dev.postern.database.TenantScope;
import dev.postern.foundation.Hostname;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which hostnames the tenant that is bound to the thread may have hosted zones for. */
@Component
public class TenantHostnames {

    private final JdbcClient application;
    private final ReservedNames reserved;

    TenantHostnames(JdbcClient application, ReservedNames reserved) {
        this.application = application;
        this.reserved = reserved;
    }

    /** What is wrong with that name for this tenant, with what would be right; empty if the tenant may have it. */
    @Transactional(readOnly = true)
    public Optional<String> refusal(Hostname hostname) {
        return reserved.refusalOfZone(hostname)
                .map(reason -> reason + ": give a name of your own")
                .or(() -> outside(hostname, suffixes()));
    }

    private static Optional<String> outside(Hostname hostname, List<Hostname> suffixes) {
        if (suffixes.stream().anyMatch(hostname::isWithin)) {
            return Optional.empty();
        }
        return Optional.of(
                suffixes.isEmpty()
                        ? "cannot be used: the operator has not allowed any suffix for this tenant yet. Ask the "
                                + "operator for one"
                        : "must lie under a suffix that the operator allows for this tenant: "
                                + String.join(
                                        ", ",
                                        suffixes.stream().map(Hostname::value).toList()));
    }

    private List<Hostname> suffixes() {
        return application
                .sql("select unnest(dns_suffixes) from tenant where id = :tenant")
                .param("tenant", TenantScope.required().value())
                .query((row, number) -> new Hostname(row.getString(1)))
                .list();
    }
}
