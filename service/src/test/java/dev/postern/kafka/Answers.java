package dev.postern.kafka;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBrokerCollection;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeResponse;
import org.jspecify.annotations.Nullable;

/** What a scripted broker may answer. */
final class Answers {

    static final String CLUSTER_ID = "scripted-cluster";
    static final String TOPIC = "orders";

    private Answers() {}

    static AbstractResponse versions(Errors error) {
        return new ApiVersionsResponse(new ApiVersionsResponseData().setErrorCode(error.code()));
    }

    /** Brokers 1 to 3 with ordinary names, and one topic of which {@code leader} leads the only partition. */
    static MetadataResponse metadata(int leader) {
        MetadataResponseData data = data(
                CLUSTER_ID,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(id -> broker(id, "b-" + id + ".internal", 9092))
                        .toList());
        data.setTopics(new MetadataResponseTopicCollection(List.of(new MetadataResponseTopic()
                        .setName(TOPIC)
                        .setPartitions(List.of(new MetadataResponsePartition()
                                .setPartitionIndex(0)
                                .setLeaderId(leader)
                                .setLeaderEpoch(4))))
                .iterator()));
        return new MetadataResponse(data, (short) 12);
    }

    static MetadataResponse metadata(@Nullable String clusterId, List<MetadataResponseBroker> brokers) {
        return new MetadataResponse(data(clusterId, brokers), (short) 12);
    }

    static MetadataResponseBroker broker(int nodeId, String host, int port) {
        return new MetadataResponseBroker().setNodeId(nodeId).setHost(host).setPort(port);
    }

    static AbstractResponse configs(Errors error, String message) {
        return new DescribeConfigsResponse(new DescribeConfigsResponseData()
                .setResults(List.of(
                        new DescribeConfigsResult().setErrorCode(error.code()).setErrorMessage(message))));
    }

    static AbstractResponse configsOf(int nodeId) {
        return new DescribeConfigsResponse(new DescribeConfigsResponseData()
                .setResults(List.of(new DescribeConfigsResult()
                        .setConfigs(List.of(new DescribeConfigsResourceResult()
                                .setName("broker.id")
                                .setValue(Integer.toString(nodeId)))))));
    }

    static AbstractResponse endOf(Errors error) {
        return endOf(0, error);
    }

    static AbstractResponse endOf(int partition, Errors error) {
        return new ListOffsetsResponse(new ListOffsetsResponseData()
                .setTopics(List.of(new ListOffsetsTopicResponse()
                        .setName(TOPIC)
                        .setPartitions(List.of(new ListOffsetsPartitionResponse()
                                .setPartitionIndex(partition)
                                .setErrorCode(error.code()))))));
    }

    static AbstractResponse mechanisms(Errors error, String... offered) {
        return new SaslHandshakeResponse(
                new SaslHandshakeResponseData().setErrorCode(error.code()).setMechanisms(List.of(offered)));
    }

    static AbstractResponse authenticated(Errors error, @Nullable String message, byte[] token) {
        return new SaslAuthenticateResponse(new SaslAuthenticateResponseData()
                .setErrorCode(error.code())
                .setErrorMessage(message)
                .setAuthBytes(token));
    }

    private static MetadataResponseData data(@Nullable String clusterId, List<MetadataResponseBroker> brokers) {
        return new MetadataResponseData()
                .setClusterId(clusterId)
                .setBrokers(new MetadataResponseBrokerCollection(brokers.iterator()));
    }
}
