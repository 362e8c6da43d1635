package dev.postern.sandbox.aws.wire;

/**
 * How a service writes its answers: {@link #EC2} as in "Query requests for Amazon EC2", {@link #IAM} and {@link #STS}
 * with result and metadata elements, {@link #ROUTE_53} as plain documents.
 */
public enum Dialect {
    EC2("http://ec2.amazonaws.com/doc/2016-11-15/", "UnauthorizedOperation"),
    IAM("https://iam.amazonaws.com/doc/2010-05-08/", "AccessDenied"),
    STS("https://sts.amazonaws.com/doc/2011-06-15/", "AccessDenied"),
    ROUTE_53("https://route53.amazonaws.com/doc/2013-04-01/", "AccessDenied");

    private static final int SUCCESS = 200;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final String namespace;
    private final String unauthorizedCode;

    Dialect(String namespace, String unauthorizedCode) {
        this.namespace = namespace;
        this.unauthorizedCode = unauthorizedCode;
    }

    /** The answer to a call that was done. */
    public AwsAnswer success(AwsCall call, Xml result) {
        Xml body = switch (this) {
            case EC2 ->
                Xml.element(call.action() + "Response")
                        .with("requestId", call.requestId())
                        .with(result.children().stream());
            case IAM, STS ->
                Xml.element(call.action() + "Response")
                        .with(result.named(call.action() + "Result"))
                        .with(Xml.element("ResponseMetadata").with("RequestId", call.requestId()));
            case ROUTE_53 -> result.named(call.action() + "Response");
        };
        return new AwsAnswer(SUCCESS, AwsAnswer.OK, call.requestId(), XmlText.write(body, namespace));
    }

    /** The answer to a call that was refused. */
    public AwsAnswer failure(AwsException refusal, String requestId) {
        String type = refusal.status() < SERVER_ERROR ? "Sender" : "Receiver";
        Xml error = Xml.element("Error")
                .with("Type", this == EC2 ? null : type)
                .with("Code", refusal.code())
                .with("Message", refusal.text());
        Xml body = this == EC2
                ? Xml.element("Response")
                        .with(Xml.element("Errors").with(error))
                        .with("RequestID", requestId)
                : Xml.element("ErrorResponse").with(error).with("RequestId", requestId);
        return new AwsAnswer(
                refusal.status(), refusal.code(), requestId, XmlText.write(body, this == EC2 ? "" : namespace));
    }

    /** The refusal of a caller who calls too often, of a kind that SDKs try again. */
    public AwsException throttled() {
        return this == EC2
                ? new AwsException(UNAVAILABLE, "RequestLimitExceeded", "Request limit exceeded.")
                : AwsException.badRequest("Throttling", "Rate exceeded");
    }

    /** The refusal of a caller whose policies do not allow an action such as {@code ec2:CreateVpcEndpoint}. */
    public AwsException unauthorized(Caller caller, String permission) {
        return AwsException.forbidden(
                unauthorizedCode, "User: " + caller.arn() + " is not authorized to perform: " + permission);
    }
}
