package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;

/**
 * What our own client is told beside the target, in the words of the command line.
 *
 * @param transport {@code own} or {@code sdk}
 * @param signing {@code by-channel}, {@code signed} or {@code unsigned}
 * @param verify {@code on}, or {@code off} for downloads that are held to their size only
 */
record Choices(String transport, String signing, String verify) {

    static final Choices DEFAULT = new Choices("own", "by-channel", "on");

    static Choices of(Options options) {
        return new Choices(options.text("transport"), options.text("signing"), options.text("verify"));
    }
}
