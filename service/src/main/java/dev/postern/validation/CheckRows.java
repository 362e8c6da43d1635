package dev.postern.validation;

import dev.postern.database.TenantScope;
import dev.postern.foundation.Page;
import dev.postern.foundation.PosternException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code validation_check}, of the tenant that is bound to the thread. Needs a transaction. */
@Component
class CheckRows {

    /** In characters of JSON, about. */
    private static final long MAX_PAGE = 524_288;

    /** In characters of JSON. */
    private static final int MAX_EVIDENCE = 8_192;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CheckRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param size in characters, about */
    private record Sized(CheckId id, long size) {}

    /**
     * Checks in the order in which one reads a run: as many as fit, but at least one.
     *
     * @param after the id of the check behind which the page begins; null for the first page
     */
    Page<Check> page(ValidationId run, @Nullable String after) {
        List<Sized> left = left(run, after);
        long size = 0;
        int fitting = 0;
        while (fitting < left.size()
                && (fitting == 0 || size + left.get(fitting).size() <= MAX_PAGE)) {
            size += left.get(fitting).size();
            fitting++;
        }
        List<CheckId> ids = left.subList(0, fitting).stream().map(Sized::id).toList();
        List<Check> checks = checks(run, ids);
        return fitting == left.size()
                ? new Page<>(checks, null)
                : Page.upTo(ids.getLast().value(), checks);
    }

    /** Of those that failed the first in the order in which one reads a run. */
    Optional<Check> firstFailed(ValidationId run) {
        return jdbc
                .sql("""
                        select id from validation_check
                        where tenant_id = :tenant and validation_id = :run and outcome = 'FAIL'
                        """)
                .param("tenant", TenantScope.required().value())
                .param("run", run.value())
                .query((row, number) -> new CheckId(row.getString("id")))
                .list()
                .stream()
                .min(Comparator.naturalOrder())
                .flatMap(id -> checks(run, List.of(id)).stream().findFirst());
    }

    private List<Sized> left(ValidationId run, @Nullable String after) {
        List<Sized> all = sizes(run);
        if (after == null) {
            return all;
        }
        int at = all.stream().map(check -> check.id().value()).toList().indexOf(after);
        if (at < 0) {
            throw PosternException.invalid(
                    "cursor", "there is no such check in this run, which may have begun anew: read it from the start");
        }
        return all.subList(at + 1, all.size());
    }

    private List<Sized> sizes(ValidationId run) {
        return jdbc
                .sql("""
                        select id, 200 + length(summary) + length(evidence::text) + coalesce(length(remedy), 0) as size
                        from validation_check
                        where tenant_id = :tenant and validation_id = :run
                        """)
                .param("tenant", TenantScope.required().value())
                .param("run", run.value())
                .query((row, number) -> new Sized(new CheckId(row.getString("id")), row.getLong("size")))
                .list()
                .stream()
                .sorted(Comparator.comparing(Sized::id))
                .toList();
    }

    private List<Check> checks(ValidationId run, List<CheckId> ids) {
        return jdbc
                .sql("""
                        select id, outcome, node_id, millis, summary, evidence, remedy
                        from validation_check
                        where tenant_id = :tenant and validation_id = :run and id = any(:ids)
                        """)
                .param("tenant", TenantScope.required().value())
                .param("run", run.value())
                .param("ids", ids.stream().map(CheckId::value).toArray(String[]::new))
                .query((row, number) -> new Check(
                        new CheckId(row.getString("id")),
                        row.getObject("node_id", Integer.class),
                        row.getLong("millis"),
                        new Finding(
                                CheckOutcome.valueOf(row.getString("outcome")),
                                row.getString("summary"),
                                json.readValue(row.getString("evidence"), OBJECT),
                                row.getString("remedy"))))
                .list()
                .stream()
                .sorted(Comparator.comparing(Check::id))
                .toList();
    }

    void delete(ValidationId run) {
        jdbc.sql("delete from validation_check where tenant_id = :tenant and validation_id = :run")
                .param("tenant", TenantScope.required().value())
                .param("run", run.value())
                .update();
    }

    void insert(ValidationId run, Check check) {
        Finding finding = check.finding();
        jdbc.sql("""
                        insert into validation_check
                            (tenant_id, validation_id, id, outcome, node_id, millis, summary, evidence, remedy)
                        values (:tenant, :validation, :id, :outcome, :node, :millis, :summary, cast(:evidence as jsonb), :remedy)
                        """)
                .param("tenant", TenantScope.required().value())
                .param("validation", run.value())
                .param("id", check.id().value())
                .param("outcome", finding.outcome().name())
                .param("node", check.nodeId())
                .param("millis", check.millis())
                .param("summary", finding.summary())
                .param("evidence", written(finding.evidence()))
                .param("remedy", finding.remedy())
                .update();
    }

    /** What others say may be long, of many addresses above all; the summary has the gist of it. */
    private String written(Map<String, Object> evidence) {
        String written = json.writeValueAsString(evidence);
        return written.length() <= MAX_EVIDENCE
                ? written
                : json.writeValueAsString(
                        Map.of("leftOut", "%d characters, too many to be kept".formatted(written.length())));
    }
}
