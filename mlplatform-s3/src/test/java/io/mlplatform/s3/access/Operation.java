package io.mlplatform.s3.access;

/** A request to S3, and the action that guards it. */
enum Operation {
    GET("s3:GetObject"),
    PUT("s3:PutObject"),
    DELETE("s3:DeleteObject"),
    LIST("s3:ListBucket"),
    TAGS("s3:GetObjectTagging"),
    CREATE_UPLOAD("s3:PutObject"),
    UPLOAD_PART("s3:PutObject"),
    LIST_PARTS("s3:ListMultipartUploadParts"),
    ABORT("s3:AbortMultipartUpload"),
    LIST_UPLOADS("s3:ListBucketMultipartUploads"),
    LOCATION("s3:GetBucketLocation");

    private final String action;

    Operation(String action) {
        this.action = action;
    }

    String action() {
        return action;
    }

    /** Whether the bucket, not an object in it, is the resource. */
    boolean isOnBucket() {
        return this == LIST || this == LIST_UPLOADS || this == LOCATION;
    }
}
