package io.mlplatform.s3;

/** What a request was to do, and the right that it takes. */
enum S3Action {
    READ("read", "s3:GetObject"),
    WRITE("written", "s3:PutObject"),
    LIST("listed", "s3:ListBucket"),
    DELETE("deleted", "s3:DeleteObject"),
    CONFIGURE("set up", "the right to set it up");

    private final String participle;
    private final String right;

    S3Action(String participle, String right) {
        this.participle = participle;
        this.right = right;
    }

    /** For "it could not be …". */
    String participle() {
        return participle;
    }

    /** The IAM action to ask for. */
    String right() {
        return right;
    }
}
