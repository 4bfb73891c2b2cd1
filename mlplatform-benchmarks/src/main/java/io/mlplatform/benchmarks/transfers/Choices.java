package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;

/**
 * What our own client is told beside the target, in the words of the command line.
 *
 * @param transport {@code default} or {@code own}
 * @param signing {@code by-channel}, {@code signed} or {@code unsigned}
 */
record Choices(String transport, String signing) {

    static final Choices DEFAULT = new Choices("default", "by-channel");

    static Choices of(Options options) {
        return new Choices(options.text("transport"), options.text("signing"));
    }
}
