package dev.postern.connections;

/** By which kind of path a connection leads into the tenant's network. */
public enum ConnectionKind {
    AWS_PRIVATELINK,
    SSH_BASTION
}
