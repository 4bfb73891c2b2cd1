package io.mlplatform.s3.provision;

import io.mlplatform.Digest;
import java.util.regex.Pattern;

/** Names of resources within a template: letters and digits only, the same in each export, and of one resource each. */
final class LogicalId {

    // So told apart by capitals alone: "a-b" is AB, "ab" is Ab.
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]+(-[a-z][a-z0-9]*)*");
    private static final int HASH_DIGITS = 12;

    private LogicalId() {}

    /** Such as {@code BucketAcmeProdModels}; names that capitals cannot tell apart end in a digest of the name. */
    static String of(String kind, String name) {
        StringBuilder id = new StringBuilder(kind);
        boolean capital = true;
        for (int i = 0; i < name.length(); i++) {
            char next = name.charAt(i);
            boolean kept = next < 128 && Character.isLetterOrDigit(next);
            if (kept) {
                id.append(capital ? Character.toUpperCase(next) : next);
            }
            capital = !kept;
        }
        if (!PLAIN.matcher(name).matches()) {
            id.append("X").append(Digest.of(name).hex(), 0, HASH_DIGITS);
        }
        return id.toString();
    }
}
