package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/** How many requests the null server has answered. Other servers are not asked. */
record RequestCount(URI server) {

    /** So far; asking counts as one. */
    long now() {
        try (InputStream answer = server.resolve("/__stats").toURL().openStream()) {
            return new ObjectMapper().readTree(answer).path("req").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException("the null server does not tell its requests", e);
        }
    }
}
