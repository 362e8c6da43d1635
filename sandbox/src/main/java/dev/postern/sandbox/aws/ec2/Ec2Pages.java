package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import java.util.Collection;
import java.util.function.Function;

/** {@code MaxResults} and {@code NextToken} ("Pagination" in the EC2 API reference). */
final class Ec2Pages {

    private static final int MIN = 5;
    private static final int MAX = 1_000;

    private Ec2Pages() {}

    /**
     * @throws dev.postern.sandbox.aws.wire.AwsException {@code InvalidParameterValue} if {@code MaxResults} is not from
     *     5 to 1,000
     */
    static <T> Page<T> page(QueryParameters parameters, Collection<T> all, Function<T, String> key) {
        int size = parameters.number("MaxResults").orElse(MAX);
        if (size < MIN || size > MAX) {
            throw Ec2Errors.invalidValue("Value ( " + size + " ) for parameter MaxResults is invalid. Expecting a value"
                    + " from " + MIN + " to " + MAX + ".");
        }
        return Page.of(all, key, size, parameters.text("NextToken").orElse(null));
    }
}
