package io.mlplatform.examples;

import io.mlplatform.Progress;
import io.mlplatform.ProgressListener;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Draws a bar for each transfer under way, and wipes it away at its end. Thread-safe; close it to end all bars. */
final class ConsoleProgress implements ProgressListener, AutoCloseable {

    private final Map<String, ProgressBar> bars = new HashMap<>();

    @Override
    public synchronized void progressed(Progress progress) {
        bars.computeIfAbsent(progress.what(), ConsoleProgress::bar)
                .maxHint(progress.totalBytes())
                .stepTo(progress.bytes());
        if (progress.isDone()) {
            bars.remove(progress.what()).close();
        }
    }

    @Override
    public synchronized void close() {
        bars.values().forEach(ProgressBar::close);
        bars.clear();
    }

    private static ProgressBar bar(String what) {
        return new ProgressBarBuilder()
                .setTaskName(what.split(" ", 2)[0])
                .setUnit(" KiB", 1024)
                .hideEta()
                .clearDisplayOnFinish()
                .build();
    }
}
