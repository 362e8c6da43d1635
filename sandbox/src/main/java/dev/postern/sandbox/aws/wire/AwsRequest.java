package dev.postern.sandbox.aws.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it came in.
 *
 * @param query the decoded query string
 * @param headers by name in lower case
 */
public record AwsRequest(
        String method, String path, QueryParameters query, Map<String, List<String>> headers, String body) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                .filter(values -> !values.isEmpty())
                .map(List::getFirst);
    }

    /** The body as a form, which is how EC2, IAM and STS are called. */
    public QueryParameters form() {
        return QueryParameters.parse(body);
    }
}
