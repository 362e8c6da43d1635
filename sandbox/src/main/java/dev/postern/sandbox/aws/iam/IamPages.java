package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Collection;
import java.util.function.Function;

/** {@code MaxItems}, {@code Marker} and {@code IsTruncated}. */
final class IamPages {

    private static final int DEFAULT = 100;
    private static final int MAX = 1_000;

    private IamPages() {}

    /** A result with one page of the list under this name. */
    static <T> Xml page(
            String name,
            QueryParameters parameters,
            Collection<T> all,
            Function<T, String> key,
            Function<T, Xml> write) {
        int size = parameters.number("MaxItems").orElse(DEFAULT);
        if (size < 1 || size > MAX) {
            throw AwsException.badRequest("ValidationError", "MaxItems must be from 1 to " + MAX);
        }
        Page<T> page = Page.of(all, key, size, parameters.text("Marker").orElse(null));
        return Xml.element("result")
                .with(Xml.list(name, "member", page.stream().map(write)))
                .with("IsTruncated", page.nextToken() != null)
                .with("Marker", page.nextToken());
    }
}
