package io.mlplatform.s3.provision;

import io.mlplatform.AccessDeniedException;
import org.jspecify.annotations.Nullable;

/** A bucket of the layout is there, and another's: bucket names are shared by all accounts of a server. */
public final class ForeignBucketException extends AccessDeniedException {
    private static final long serialVersionUID = 1L;

    ForeignBucketException(String bucket, @Nullable Throwable cause) {
        super(
                "s3://" + bucket,
                "the bucket belongs to another account, or you may not even ask for it: choose another name in the layout,"
                        + " or ask its owner for s3:GetBucketVersioning; nothing was changed in it",
                cause);
    }
}
