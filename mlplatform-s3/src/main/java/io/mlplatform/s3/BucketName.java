package io.mlplatform.s3;

import java.util.regex.Pattern;

/**
 * Names of buckets, and aliases of access points, which stand wherever a bucket's name does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html">Access point aliases</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
final class BucketName {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern DIRECTORY_BUCKET = Pattern.compile(".*--xa?-s3");
    private static final String ARN = "arn:";

    private BucketName() {}

    /** This name, if a bucket with ordered listings can have it. */
    static String checked(String name) {
        if (name.startsWith(ARN)) {
            throw new IllegalArgumentException(name
                    + ": name an access point by its alias (…-s3alias, as get-access-point tells it), not by its ARN");
        }
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a bucket's name has 3 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends: "
                            + name);
        }
        if (DIRECTORY_BUCKET.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    name
                            + " is a directory bucket, or an access point to one, whose listings have no order: use a general purpose bucket");
        }
        return name;
    }
}
