package dev.postern.validation;

import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.clusters.spi.TlsOutcome;
import java.util.Map;

/** Which certificate is out of date, since when, and who has to do what. */
final class OutOfDate {

    private OutOfDate() {}

    static Finding read(Reading<?> reading, TlsOutcome.Expired expired) {
        String broker = reading.target().broker().toString();
        TlsEvidence shown = expired.evidence();
        Map<String, Object> evidence = evidence(shown, expired.subject());
        return expired.brokersOwn()
                ? Finding.fail(
                        "The certificate for %s expired %s, on %s."
                                .formatted(reading.target().broker().host(), ago(shown), expired.notAfter()),
                        evidence,
                        "Tenant: renew the certificate of broker %s (%s, expired on %s), and restart or reload the broker."
                                .formatted(broker, expired.subject(), expired.notAfter()))
                : Finding.fail(
                        "The certificate of %s, in the chain that is shown, expired on %s."
                                .formatted(expired.subject(), expired.notAfter()),
                        evidence,
                        "Tenant: put the renewed certificate of %s into the chain that broker %s shows, and restart or reload the broker."
                                .formatted(expired.subject(), broker));
    }

    static Finding read(Reading<?> reading, TlsOutcome.NotYetValid early) {
        return Finding.fail(
                "The certificate of %s is valid only from %s on.".formatted(early.subject(), early.notBefore()),
                evidence(early.evidence(), early.subject()),
                "Tenant: give broker %s a certificate that is valid by now. Operator: see that the clock of this replica is right."
                        .formatted(reading.target().broker()));
    }

    private static Map<String, Object> evidence(TlsEvidence shown, String outOfDate) {
        Map<String, Object> evidence = TlsRung.evidence(shown);
        evidence.put("outOfDate", outOfDate);
        return evidence;
    }

    private static String ago(TlsEvidence shown) {
        // Negative, and counted from the next whole day: -1 on the first day.
        long days = -shown.daysLeft() - 1;
        return days < 1 ? "less than a day ago" : days == 1 ? "a day ago" : days + " days ago";
    }
}
