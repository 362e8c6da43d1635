package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.wire.Xml;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change on its way to the name servers: {@code PENDING}, then {@code INSYNC}. */
record ChangeInfo(
        String id,
        boolean inSync,
        Instant submittedAt,
        @Nullable String comment) {

    ChangeInfo arrived() {
        return new ChangeInfo(id, true, submittedAt, comment);
    }

    Xml write() {
        return Xml.element("ChangeInfo")
                .with("Id", "/change/" + id)
                .with("Status", inSync ? "INSYNC" : "PENDING")
                .with("SubmittedAt", submittedAt)
                .with("Comment", comment);
    }
}
