package dev.postern.sandbox.aws.wire;

/**
 * How a service writes its answers: {@link #EC2} as in "Query requests for Amazon EC2", {@link #IAM} and {@link #STS}
 * with result and metadata elements, {@link #ROUTE_53} as plain documents, {@link #KMS} in AWS JSON 1.1.
 */
public enum Dialect {
    EC2("http://ec2.amazonaws.com/doc/2016-11-15/", "UnauthorizedOperation"),
    IAM("https://iam.amazonaws.com/doc/2010-05-08/", "AccessDenied"),
    STS("https://sts.amazonaws.com/doc/2011-06-15/", "AccessDenied"),
    ROUTE_53("https://route53.amazonaws.com/doc/2013-04-01/", "AccessDenied"),
    KMS("", "AccessDeniedException");

    private static final int SUCCESS = 200;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final String XML = "text/xml;charset=UTF-8";
    private static final String JSON = "application/x-amz-json-1.1";

    private final String namespace;
    private final String unauthorizedCode;

    Dialect(String namespace, String unauthorizedCode) {
        this.namespace = namespace;
        this.unauthorizedCode = unauthorizedCode;
    }

    /** The answer to a call that was done. */
    public AwsAnswer success(AwsCall call, Xml result) {
        return switch (this) {
            case EC2 ->
                success(
                        call,
                        Xml.element(call.action() + "Response")
                                .with("requestId", call.requestId())
                                .with(result.children().stream()),
                        namespace);
            case IAM, STS ->
                success(
                        call,
                        Xml.element(call.action() + "Response")
                                .with(result.named(call.action() + "Result"))
                                .with(Xml.element("ResponseMetadata").with("RequestId", call.requestId())),
                        namespace);
            case ROUTE_53 -> success(call, result.named(call.action() + "Response"), namespace);
            case KMS -> new AwsAnswer(SUCCESS, AwsAnswer.OK, call.requestId(), JSON, JsonText.write(result));
        };
    }

    private static AwsAnswer success(AwsCall call, Xml body, String namespace) {
        return new AwsAnswer(SUCCESS, AwsAnswer.OK, call.requestId(), XML, XmlText.write(body, namespace));
    }

    /** The answer to a call that was refused. */
    public AwsAnswer failure(AwsException refusal, String requestId) {
        String type = refusal.status() < SERVER_ERROR ? "Sender" : "Receiver";
        Xml error = Xml.element("Error")
                .with("Type", this == EC2 ? null : type)
                .with("Code", refusal.code())
                .with("Message", refusal.text());
        return switch (this) {
            case EC2 ->
                failure(
                        refusal,
                        requestId,
                        XML,
                        XmlText.write(
                                Xml.element("Response")
                                        .with(Xml.element("Errors").with(error))
                                        .with("RequestID", requestId),
                                ""));
            case IAM, STS, ROUTE_53 ->
                failure(
                        refusal,
                        requestId,
                        XML,
                        XmlText.write(
                                Xml.element("ErrorResponse").with(error).with("RequestId", requestId), namespace));
            case KMS ->
                failure(
                        refusal,
                        requestId,
                        JSON,
                        JsonText.write(Xml.element("error")
                                .with("__type", refusal.code())
                                .with("message", refusal.text())));
        };
    }

    private static AwsAnswer failure(AwsException refusal, String requestId, String contentType, String body) {
        return new AwsAnswer(refusal.status(), refusal.code(), requestId, contentType, body);
    }

    /** The parameters of a call: the form that is its body, where the service is called with forms. */
    public QueryParameters parameters(AwsRequest request) {
        return this == KMS ? QueryParameters.parse("") : request.form();
    }

    /** The refusal of a caller who calls too often, of a kind that SDKs try again. */
    public AwsException throttled() {
        return switch (this) {
            case EC2 -> new AwsException(UNAVAILABLE, "RequestLimitExceeded", "Request limit exceeded.");
            case IAM, STS, ROUTE_53 -> AwsException.badRequest("Throttling", "Rate exceeded");
            case KMS ->
                AwsException.badRequest("ThrottlingException", "You have exceeded the rate at which you may call KMS.");
        };
    }

    /** The refusal of a caller whose policies do not allow an action such as {@code ec2:CreateVpcEndpoint}. */
    public AwsException unauthorized(Caller caller, String permission) {
        String message = "User: " + caller.arn() + " is not authorized to perform: " + permission;
        return this == KMS
                ? AwsException.badRequest(unauthorizedCode, message)
                : AwsException.forbidden(unauthorizedCode, message);
    }
}
