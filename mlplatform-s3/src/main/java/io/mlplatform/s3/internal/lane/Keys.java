package io.mlplatform.s3.internal.lane;

import java.util.Optional;

/** Credentials as they are at one moment. */
public record Keys(String accessKey, String secret, Optional<String> sessionToken) {

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Keys[" + accessKey + "]";
    }
}
