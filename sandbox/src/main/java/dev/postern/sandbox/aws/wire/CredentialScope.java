package dev.postern.sandbox.aws.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code Authorization} header of Signature Version 4 says in the clear: whose key, which region and service.
 * The signature itself is not checked.
 */
public record CredentialScope(String accessKeyId, String region, String service) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("AWS4-HMAC-SHA256\\s+.*?Credential=([^/\\s]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request.*");

    /**
     * @param authorization the header's value, null if it is missing
     * @throws AwsException if there is no such header, or it cannot be read
     */
    public static CredentialScope of(@Nullable String authorization) {
        if (authorization == null) {
            throw AwsException.forbidden("MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        Matcher matcher = CREDENTIAL.matcher(authorization);
        if (!matcher.matches()) {
            throw AwsException.badRequest(
                    "IncompleteSignature", "The Authorization header is not one of Signature Version 4");
        }
        return new CredentialScope(matcher.group(1), matcher.group(2), matcher.group(3));
    }
}
