package dev.postern.sandbox.aws.fault;

import dev.postern.sandbox.aws.wire.AwsCall;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which calls.
 *
 * @param service a signing name, {@code ec2}, {@code iam}, {@code route53} or {@code sts}; {@code *} for each
 * @param action a name such as {@code CreateVpcEndpoint}, in which {@code *} stands for anything
 * @param about a text that the caller's ARN, the path, the query string or the body has in it; empty for any
 */
public record CallPattern(String service, String action, String about) {

    private static final String ANY = "*";

    /** Every call. */
    public static final CallPattern ALL = new CallPattern(ANY, ANY, "");

    /**
     * Reads an action as policies name it, {@code ec2:Describe*}; without a service, {@code Describe*} is of any.
     */
    public static CallPattern of(String permission) {
        int colon = permission.indexOf(':');
        return colon < 0
                ? new CallPattern(ANY, permission, "")
                : new CallPattern(permission.substring(0, colon), permission.substring(colon + 1), "");
    }

    public CallPattern {
        if (service.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException("service and action must not be empty; * stands for any");
        }
    }

    CallPattern about(String text) {
        return new CallPattern(service, action, text);
    }

    boolean matches(AwsCall call) {
        return matches(service, call.service()) && matches(action, call.action()) && isAbout(call);
    }

    private boolean isAbout(AwsCall call) {
        return about.isEmpty()
                || Stream.of(
                                call.caller().arn(),
                                call.request().path(),
                                call.request().body())
                        .anyMatch(text -> text.contains(about))
                || call.request().query().contains(about)
                || call.parameters().contains(about);
    }

    private static boolean matches(String pattern, String name) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return name.matches(regex);
    }
}
