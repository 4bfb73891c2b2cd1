package io.mlplatform.internal.transfer;

import io.mlplatform.Digest;
import io.mlplatform.internal.VerifyingInputStream;
import io.mlplatform.store.Content;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.InputStream;

/** Content that cannot be read to its end unless length and digest are as announced. */
public record VerifiedContent(Content content, Digest sha256, String resource) implements Content {

    public static VerifiedContent of(Upload upload, String resource) {
        return new VerifiedContent(upload.content(), upload.sha256(), resource);
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(
                content.open(),
                length(),
                sha256,
                resource,
                "leave the source alone until the call returns, then try again");
    }
}
