package io.mlplatform;

/**
 * How far a transfer is.
 *
 * @param what the work in a few words, such as {@code publish mlp://datasets/growth/churn}
 * @param files done so far
 * @param totalFiles to do
 * @param bytes gone over so far; repeated parts count again
 * @param totalBytes to do
 */
public record Progress(String what, long files, long totalFiles, long bytes, long totalBytes) {

    /** True for the last report of a transfer. */
    public boolean isDone() {
        return files == totalFiles;
    }
}
