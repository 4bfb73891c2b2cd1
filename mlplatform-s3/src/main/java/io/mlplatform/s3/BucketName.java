package io.mlplatform.s3;

import java.util.regex.Pattern;

/**
 * Names of buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
final class BucketName {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final String DIRECTORY_BUCKET = "--x-s3";

    private BucketName() {}

    /** This name, if a bucket with ordered listings can have it. */
    static String checked(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a bucket's name has 3 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends: "
                            + name);
        }
        if (name.endsWith(DIRECTORY_BUCKET)) {
            throw new IllegalArgumentException(
                    name + " is a directory bucket, whose listings have no order: use a general purpose bucket");
        }
        return name;
    }
}
