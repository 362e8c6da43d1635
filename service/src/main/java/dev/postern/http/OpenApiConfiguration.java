package dev.postern.http;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API document says of every operation alike. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "token";
    private static final String SESSION = "session";

    private static final Map<String, String> PARAMETERS = Map.of(
            "Idempotency-Key",
                    "1 to 128 letters, digits, '-', '_', '.' or ':'. A creation that is repeated with the same key "
                            + "answers what the first one answered, and happens once",
            "If-Match", "The ETag that the change is based on: 412 if the intent has changed since",
            "If-None-Match", "The ETag of what you have: 304 if it is still that",
            "limit", "At most so many items, 1 to 200; 50 unless told",
            "cursor", "`nextCursor` of the page before",
            "tenantId", "The tenant's id",
            "tokenId", "The token's id",
            "connectionId", "The connection's id",
            "clusterId", "The cluster's id",
            "validationId", "The validation's id");

    /** The form of every error (RFC 9457). */
    @Schema(name = "Problem", description = "An error, as RFC 9457 has it. `docs/http-status.md` lists the types.")
    record Problem(
            @Schema(description = "Names the kind of problem; stable")
            URI type,

            @Schema(description = "The kind of problem in words")
            String title,

            @Schema(description = "The HTTP status") int status,

            @Schema(description = "What happened and what to do about it")
            String detail,

            @Schema(description = "The path of the request") @Nullable
            String instance,

            @Schema(description = "Names this request in our logs") @Nullable
            String requestId,

            @Schema(description = "Field by field, where fields of the request are at fault") @Nullable
            List<ProblemField> errors) {}

    @Schema(name = "ProblemField", description = "What is wrong with one field of the request.")
    record ProblemField(
            @Schema(description = "A JSON pointer into the body, or the name of a parameter or header")
            String pointer,

            @Schema(description = "What is wrong, and what would be right")
            String detail) {}

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("Postern")
                        .version("v1")
                        .description("A private way into customers' Kafka clusters, over AWS PrivateLink.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This service")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API token: `Authorization: Bearer pst_...`"))
                        .addSecuritySchemes(
                                SESSION,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("POSTERN_SESSION")
                                        .description("A session, see createSession")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .addSecurityItem(new SecurityRequirement().addList(SESSION));
    }

    @Bean
    OpenApiCustomizer everyOperation() {
        return document -> {
            ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
                    .referencedSchemas
                    .forEach(document.getComponents()::addSchemas);
            document.getComponents().getSchemas().forEach(OpenApiConfiguration::describePage);
            document.getComponents().getSchemas().values().forEach(OpenApiConfiguration::simplifyUnion);
            document.getPaths().values().forEach(path -> path.readOperations().forEach(OpenApiConfiguration::complete));
        };
    }

    /** Pages are generic, so their fields are described here once rather than in every item's class. */
    private static void describePage(String name, io.swagger.v3.oas.models.media.Schema<?> schema) {
        if (name.startsWith("Page") && schema.getProperties() != null) {
            schema.setDescription("One page of a list.");
            schema.getProperties()
                    .forEach((field, description) -> description.setDescription(
                            field.equals("items")
                                    ? "The items of this page"
                                    : "Send it as `cursor` for the next page; null on the last"));
        }
    }

    /** A union is one of its alternatives, whose fields say all: the discriminator is one of them. */
    private static void simplifyUnion(io.swagger.v3.oas.models.media.Schema<?> schema) {
        if (schema.getOneOf() != null && schema.getDiscriminator() != null) {
            schema.setProperties(null);
            schema.setRequired(null);
        }
    }

    private static void complete(Operation operation) {
        if (operation.getOperationId().startsWith("create")
                && operation.getResponses().containsKey("200")) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "201", operation.getResponses().remove("200").description("Created"));
        }
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("What went wrong, and what to do")
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new io.swagger.v3.oas.models.media.Schema<>()
                                                                .$ref("#/components/schemas/Problem")))));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(OpenApiConfiguration::describe);
        }
    }

    private static void describe(Parameter parameter) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(PARAMETERS.get(parameter.getName()));
        }
    }
}
