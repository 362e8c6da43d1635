package dev.postern.events;

import dev.postern.access.StillGood;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Events", description = "What happens, as it happens")
class EventController {

    private static final String FORM =
            "Server-sent events, in the order of commits: each has an `id`, and an Event as `data`. The first message is "
                    + "named `open`, or `missed` where events were forgotten that the client has not seen: then it reads "
                    + "the resources anew. Comments keep the connection alive, with the `id` to go on from. The stream "
                    + "ends after a while, and when the caller would not be let in any more. A client that connects anew "
                    + "sends the last id as `Last-Event-ID`, as browsers do by themselves.";
    private static final String LAST = "The last id that was sent; without it, the stream begins now";
    private static final String FOLLOW = "`false` to end with what there is, and not to wait for more";

    private final EventStream stream;
    private final StillGood callers;

    EventController(EventStream stream, StillGood callers) {
        this.stream = stream;
        this.callers = callers;
    }

    @GetMapping(path = "/api/v1/tenants/{tenantId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamTenantEvents",
            summary = "What happens to the tenant's resources",
            description = FORM)
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = EventView.class)))
    void ofTenant(
            @PathVariable TenantId tenantId,
            @Parameter(description = LAST) @RequestHeader(name = "Last-Event-ID", required = false) @Nullable
                    String last,
            @Parameter(description = FOLLOW, schema = @Schema(type = "boolean", defaultValue = "true"))
                    @RequestParam(required = false)
                    @Nullable
                    String follow,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        write(last, follow, method, response);
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamEvents",
            summary = "What happens to the resources of all tenants",
            description = FORM)
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = EventView.class)))
    void ofAll(
            @Parameter(description = LAST) @RequestHeader(name = "Last-Event-ID", required = false) @Nullable
                    String last,
            @Parameter(description = FOLLOW, schema = @Schema(type = "boolean", defaultValue = "true"))
                    @RequestParam(required = false)
                    @Nullable
                    String follow,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        write(last, follow, method, response);
    }

    private void write(@Nullable String last, @Nullable String follow, HttpMethod method, HttpServletResponse response)
            throws IOException {
        boolean forLong = follows(follow) && method != HttpMethod.HEAD;
        EventStream.Beginning beginning =
                stream.beginning(Optional.ofNullable(last).map(EventPosition::parse));
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // So that no proxy waits until it has much of it (nginx).
        response.setHeader("X-Accel-Buffering", "no");
        // So that nothing is left of one whose reader was let go.
        response.setHeader(HttpHeaders.CONNECTION, "close");
        // Not its writer, which keeps to itself that nobody takes anything.
        stream.write(beginning, forLong, response.getOutputStream(), callers::check);
    }

    private static boolean follows(@Nullable String follow) {
        return switch (follow) {
            case null -> true;
            case "true" -> true;
            case "false" -> false;
            default -> throw PosternException.invalid("follow", "must be true or false");
        };
    }
}
