package io.mlplatform.simulation;

import java.util.Map;
import java.util.Optional;

/**
 * What a reader was shown of a version.
 *
 * @param entity its zone and name
 * @param digest of the content
 * @param files SHA-256 by path, where they were listed
 */
record Observation(String entity, long version, String digest, Optional<Map<String, String>> files) {}
