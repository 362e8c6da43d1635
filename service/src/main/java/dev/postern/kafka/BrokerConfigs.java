package dev.postern.kafka;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.jspecify.annotations.Nullable;

/** Asks a broker for the configuration of a node id: only the broker of that id has it, and any other one says so. */
final class BrokerConfigs {

    /** "Unexpected broker id, expected 1 or empty string, but received 2": the first is who answers. */
    private static final Pattern EXPECTED = Pattern.compile("expected (\\d{1,10})\\b");

    private static final Pattern RECEIVED = Pattern.compile("received (\\d{1,10})\\b");

    private BrokerConfigs() {}

    sealed interface Answer {}

    /** @param nodeId who answers */
    record Named(int nodeId) implements Answer {}

    record NotNamed(String reason) implements Answer {}

    static Answer ask(BrokerConnection broker, int nodeId) {
        try {
            short version = broker.version(
                    ApiKeys.DESCRIBE_CONFIGS,
                    ApiKeys.DESCRIBE_CONFIGS.oldestVersion(),
                    ApiKeys.DESCRIBE_CONFIGS.latestVersion());
            DescribeConfigsRequestData question = new DescribeConfigsRequestData()
                    .setResources(List.of(new DescribeConfigsResource()
                            .setResourceType(ConfigResource.Type.BROKER.id())
                            .setResourceName(Integer.toString(nodeId))
                            .setConfigurationKeys(List.of("node.id", "broker.id"))));
            return broker.ask(
                    new DescribeConfigsRequest.Builder(question).build(version),
                    DescribeConfigsResponse.class,
                    AnswerMemory.SHORT,
                    answer -> answer.data().results().size() == 1
                            ? read(answer.data().results().getFirst(), nodeId)
                            : new NotNamed("the answer is not about one broker"));
        } catch (ProbeFailed failed) {
            return new NotNamed(failed.error().detail());
        }
    }

    static Answer read(DescribeConfigsResult result, int asked) {
        Errors error = Errors.forCode(result.errorCode());
        return switch (error) {
            case NONE -> {
                OptionalInt configured = configured(result);
                yield configured.isPresent()
                        ? new Named(configured.getAsInt())
                        : new NotNamed("the broker gives its configuration without its node id");
            }
            case INVALID_REQUEST -> named(result.errorMessage(), asked);
            case CLUSTER_AUTHORIZATION_FAILED ->
                new NotNamed("our user may not describe the brokers (DESCRIBE_CONFIGS on the cluster)");
            default -> new NotNamed("the broker answered " + error);
        };
    }

    private static OptionalInt configured(DescribeConfigsResult result) {
        return result.configs().stream()
                .filter(config ->
                        config.name().equals("node.id") || config.name().equals("broker.id"))
                .map(config -> String.valueOf(config.value()))
                .filter(value -> value.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** The wording has changed over time, and might again: of two numbers, the one that we did not ask for. */
    private static Answer named(@Nullable String message, int asked) {
        String text = message == null ? "" : message;
        OptionalInt expected = number(EXPECTED, text);
        OptionalInt received = number(RECEIVED, text);
        if (expected.isPresent() && expected.getAsInt() != asked) {
            return new Named(expected.getAsInt());
        }
        if (received.isPresent() && received.getAsInt() != asked) {
            return new Named(received.getAsInt());
        }
        return new NotNamed("the broker refuses without saying who it is: " + Printable.of(text));
    }

    private static OptionalInt number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return OptionalInt.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return number > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) number);
    }
}
