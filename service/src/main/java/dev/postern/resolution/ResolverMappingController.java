package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the clients of one cluster ask. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/clusters/{clusterId}")
@Tag(name = "Resolver mappings", description = "Where clients really connect")
class ResolverMappingController {

    private static final String PREFERENCE_APPLIED = "Preference-Applied";
    private static final String STALE =
            "Only while our database is away, and for a `DATA_PLANE` token: so many seconds ago "
                    + "this was known to be true. Go on with it, and ask again";

    private final MappingReads mappings;
    private final ResolverMappings topologies;

    ResolverMappingController(MappingReads mappings, ResolverMappings topologies) {
        this.mappings = mappings;
        this.topologies = topologies;
    }

    @GetMapping(
            path = "/resolver-mapping",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            operationId = "getResolverMapping",
            summary = "Read a cluster's resolver mapping",
            description =
                    "As text, one line an address: host, port, target host, target port, with single spaces between "
                            + "them. Addresses without a way in have no line",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        headers =
                                @Header(name = Reading.STALE, description = STALE, schema = @Schema(type = "integer")),
                        content = {
                            @Content(
                                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                                    schema = @Schema(implementation = ResolverMappingView.class)),
                            @Content(
                                    mediaType = MediaType.TEXT_PLAIN_VALUE,
                                    schema = @Schema(implementation = String.class))
                        }),
                @ApiResponse(
                        responseCode = "304",
                        description = "You have it already",
                        headers =
                                @Header(name = Reading.STALE, description = STALE, schema = @Schema(type = "integer")),
                        content = @Content)
            })
    ResponseEntity<byte[]> mapping(
            @PathVariable TenantId tenantId,
            @PathVariable ClusterId clusterId,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable
                    String accept,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @Parameter(
                            description = "`wait=30`, with If-None-Match: wait up to so many seconds, 30 at most, for "
                                    + "another version")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    String prefer,
            HttpServletResponse response) {
        Representation form = Representation.chosenBy(accept);
        Predicate<ServedMapping> had = mapping -> ifNoneMatch != null && names(ifNoneMatch, mapping.etag(form));
        Optional<Duration> wait = ifNoneMatch == null ? Optional.empty() : Preference.wait(prefer);
        Reading reading =
                wait.map(limit -> mappings.read(clusterId, had, limit)).orElseGet(() -> mappings.read(clusterId));
        tellAge(reading, response);
        ServedMapping mapping = reading.mapping();
        boolean known = had.test(mapping);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(mapping.etag(form))
                .varyBy(HttpHeaders.ACCEPT)
                .cacheControl(CacheControl.noCache().cachePrivate());
        wait.ifPresent(time -> answer.header(PREFERENCE_APPLIED, "wait=" + time.toSeconds()));
        return known ? answer.build() : answer.contentType(form.type()).body(mapping.body(form));
    }

    @GetMapping("/resolve")
    @Operation(
            operationId = "resolve",
            summary = "Where to connect for one broker address",
            description = "Also for a broker that has not been seen yet, where an address rule covers it. 404 with the "
                    + "type `broker-unroutable` where nothing does",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "OK",
                            headers =
                                    @Header(
                                            name = Reading.STALE,
                                            description = STALE,
                                            schema = @Schema(type = "integer"))))
    MappingEntry resolve(
            @PathVariable TenantId tenantId,
            @PathVariable ClusterId clusterId,
            @Parameter(
                            description = "The broker's host, as clients know it",
                            required = true,
                            schema = @Schema(type = "string", maxLength = 253))
                    @RequestParam(required = false)
                    @Nullable
                    String host,
            @Parameter(
                            description = "The broker's port, as clients know it",
                            required = true,
                            schema = @Schema(type = "integer", minimum = "1", maximum = "65535"))
                    @RequestParam(required = false)
                    @Nullable
                    Integer port,
            HttpServletResponse response) {
        HostPort address = address(host, port);
        Reading reading = mappings.read(clusterId);
        tellAge(reading, response);
        return switch (reading.mapping().resolve(address)) {
            case Resolution.Found found -> found.entry();
            case Resolution.Unroutable unroutable ->
                throw new PosternException(ErrorKind.BROKER_UNROUTABLE, explain(address, unroutable.reason()));
        };
    }

    @GetMapping("/topology")
    @Operation(operationId = "getTopology", summary = "What the cluster says of its brokers")
    TopologyView topology(@PathVariable TenantId tenantId, @PathVariable ClusterId clusterId) {
        return TopologyView.of(
                clusterId, topologies.topology(clusterId).orElseThrow(() -> PosternException.notFound("cluster")));
    }

    /** On the response itself: an error says it too. */
    private static void tellAge(Reading reading, HttpServletResponse response) {
        Duration age = reading.age();
        if (age != null) {
            response.setHeader(Reading.STALE, Long.toString(age.toSeconds()));
        }
    }

    /** Whether {@code If-None-Match} names the ETag (weak comparison, RFC 9110 section 13.1.2). */
    private static boolean names(String ifNoneMatch, String etag) {
        return ifNoneMatch.strip().equals("*")
                || Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(etag::equals);
    }

    private static HostPort address(@Nullable String host, @Nullable Integer port) {
        if (host == null) {
            throw PosternException.invalid("host", "is required: the broker's host, as clients know it");
        }
        if (port == null) {
            throw PosternException.invalid("port", "is required: the broker's port, as clients know it");
        }
        try {
            return new HostPort(host, port);
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            throw PosternException.invalid(message.startsWith("port") ? "port" : "host", message);
        }
    }

    private static String explain(HostPort address, UnroutableReason reason) {
        return switch (reason) {
            case NO_ROUTE ->
                "No route of the cluster covers %s (NO_ROUTE). Add one, by its address or node id.".formatted(address);
            case PORT_CONFLICT ->
                "The route of %s leads to the listener of another broker (PORT_CONFLICT). Give each a port of its own."
                        .formatted(address);
            case CONNECTION_NOT_AVAILABLE ->
                "The connection that the route of %s leads through has no endpoint there (CONNECTION_NOT_AVAILABLE). Read the connection to see what is missing."
                        .formatted(address);
        };
    }
}
