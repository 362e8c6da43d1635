package dev.postern.sandbox.aws.iam;

import java.time.Instant;

/** Credentials that {@code AssumeRole} gave out. */
record Session(
        String accessKeyId,
        String secretAccessKey,
        String token,
        String accountId,
        String roleName,
        String roleArn,
        String roleId,
        String name,
        Instant expiresAt) {}
