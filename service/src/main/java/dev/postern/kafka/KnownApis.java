package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsResponse;

/**
 * What a broker speaks.
 *
 * @param count how many APIs it knows, also such as we do not
 * @param versions of those that we know too
 */
record KnownApis(int count, Map<Short, Range> versions) {

    static final KnownApis NONE = new KnownApis(0, Map.of());

    record Range(short oldest, short newest) {}

    static KnownApis read(ApiVersionsResponse answer) throws ProbeFailed {
        if (answer.data().errorCode() != Errors.NONE.code()) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker answered ApiVersions with %s."
                            .formatted(Errors.forCode(answer.data().errorCode())));
        }
        return new KnownApis(
                answer.data().apiKeys().size(),
                answer.data().apiKeys().stream()
                        .filter(version -> ApiKeys.hasId(version.apiKey()))
                        .collect(Collectors.toMap(
                                ApiVersion::apiKey,
                                version -> new Range(version.minVersion(), version.maxVersion()),
                                (first, second) -> first)));
    }

    /** The newest version of {@code api} that the broker knows; -1 if none. */
    int newest(ApiKeys api) {
        Range known = versions.get(api.id);
        return known == null ? -1 : known.newest();
    }

    /** The newest version from {@code oldest} to {@code newest} that the broker knows too. */
    short version(ApiKeys api, int oldest, int newest) throws ProbeFailed {
        Range known = versions.get(api.id);
        if (known == null || known.newest() < oldest || known.oldest() > newest) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker does not know %s in a version from %d to %d.".formatted(api.name, oldest, newest));
        }
        return (short) Math.min(known.newest(), newest);
    }
}
