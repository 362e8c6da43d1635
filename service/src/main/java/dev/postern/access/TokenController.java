package dev.postern.access;

import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.TenantId;
import dev.postern.idempotency.IdempotentCreation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tokens", description = "API tokens of the operator and of tenants")
class TokenController {

    private static final String OPERATOR = "/api/v1/tokens";
    private static final String TENANT = "/api/v1/tenants/{tenantId}/tokens";

    private final TokenService tokens;
    private final IdempotentCreation idempotency;

    TokenController(TokenService tokens, IdempotentCreation idempotency) {
        this.tokens = tokens;
        this.idempotency = idempotency;
    }

    @PostMapping(OPERATOR)
    @Operation(operationId = "createToken", summary = "Make a token of the operator")
    ResponseEntity<TokenCreated> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody TokenCreate request) {
        return created(OPERATOR, key, request);
    }

    @GetMapping(OPERATOR)
    @Operation(operationId = "listTokens", summary = "List the operator's tokens")
    Page<TokenView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return tokens.list(PageRequest.of(limit, cursor));
    }

    @DeleteMapping(OPERATOR + "/{tokenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeToken", summary = "Revoke a token of the operator")
    void revoke(@PathVariable TokenId tokenId) {
        tokens.revoke(tokenId);
    }

    @PostMapping(TENANT)
    @Operation(operationId = "createTenantToken", summary = "Make a token of the tenant")
    ResponseEntity<TokenCreated> createForTenant(
            @PathVariable TenantId tenantId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody TokenCreate request) {
        return created("/api/v1/tenants/" + tenantId + "/tokens", key, request);
    }

    @GetMapping(TENANT)
    @Operation(operationId = "listTenantTokens", summary = "List the tenant's tokens")
    Page<TokenView> listForTenant(
            @PathVariable TenantId tenantId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return tokens.list(PageRequest.of(limit, cursor));
    }

    @DeleteMapping(TENANT + "/{tokenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeTenantToken", summary = "Revoke a token of the tenant")
    void revokeForTenant(@PathVariable TenantId tenantId, @PathVariable TokenId tokenId) {
        tokens.revoke(tokenId);
    }

    private ResponseEntity<TokenCreated> created(String path, @Nullable String key, TokenCreate request) {
        TokenCreated token = idempotency.createOnce(key, "POST " + path, request, () -> tokens.create(request));
        return ResponseEntity.created(URI.create(path + "/" + token.id()))
                .cacheControl(CacheControl.noStore())
                .body(token);
    }
}
