package dev.postern.kms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a key of KMS for good. An alias would not do: it can be pointed at another key, which then decrypts nothing.
 *
 * @param value {@code arn:aws:kms:<region>:<account>:key/<id>}
 */
record KeyArn(String value) {

    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):[0-9]{12}:key/[A-Za-z0-9-]{1,64}");

    KeyArn {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "postern.kms.key-arn must be the ARN of a key, such as arn:aws:kms:us-east-1:111111111111:key/"
                            + "1234abcd-12ab-34cd-56ef-1234567890ab (not of an alias), but is " + value);
        }
    }

    String region() {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalStateException(value);
        }
        return matcher.group(1);
    }

    @Override
    public String toString() {
        return value;
    }
}
