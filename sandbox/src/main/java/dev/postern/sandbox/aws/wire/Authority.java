package dev.postern.sandbox.aws.wire;

/** Who may do what. */
@FunctionalInterface
public interface Authority {

    /**
     * @param permission as policies name it, {@code ec2:CreateVpcEndpoint}
     */
    boolean allows(Caller caller, String permission);
}
