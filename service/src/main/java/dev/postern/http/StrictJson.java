package dev.postern.http;

import dev.postern.foundation.Secret;
import java.util.List;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** JSON is taken by the letter: no unknown or repeated fields, no number for a text, no text that PostgreSQL cannot keep, no endless list. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    /** Names, values, brackets and braces. A cluster with as many routes as it may have takes half of them. */
    static final int MOST_TOKENS = 30_000;

    @Bean
    JsonMapperBuilderCustomizer strictness() {
        return builder -> builder.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("storable-text")
                        .addDeserializer(String.class, new StorableText())
                        .addDeserializer(Secret.class, new StorableSecret()));
    }

    /** What is stored may hold longer lists than a request may. After the one of Spring Boot, which it replaces. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer boundedRequests(List<JsonMapperBuilderCustomizer> customizers) {
        JsonMapper.Builder bounded = JsonMapper.builder(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(MOST_TOKENS)
                        .build())
                .build());
        customizers.forEach(customizer -> customizer.customize(bounded));
        JsonMapper mapper = bounded.addModule(BoundedLists.module()).build();
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(mapper));
    }

    /** Refuses what no text column takes and no log line should hold: control characters and halves of surrogate pairs. */
    private static final class StorableText extends StdDeserializer<String> {

        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            for (int at = 0; at < text.length(); at++) {
                char letter = text.charAt(at);
                boolean lineBreak = letter == '\n' || letter == '\r' || letter == '\t';
                boolean loneSurrogate = Character.isSurrogate(letter)
                        && !(Character.isHighSurrogate(letter)
                                && at + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(at + 1)));
                if (loneSurrogate || (Character.isISOControl(letter) && !lineBreak)) {
                    context.reportInputMismatch(String.class, "control characters");
                }
                if (Character.isHighSurrogate(letter)) {
                    at++;
                }
            }
            return text;
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }
    }

    private static final class StorableSecret extends StdDeserializer<Secret> {

        private final StorableText text = new StorableText();

        StorableSecret() {
            super(Secret.class);
        }

        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context) {
            return Secret.of(text.deserialize(parser, context));
        }
    }
}
