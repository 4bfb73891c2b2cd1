package io.mlplatform.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** Iceberg's files, which counts what a store would be asked. Thread-safe. */
final class CountedFiles implements FileIO {

    private static final long serialVersionUID = 1;

    private final FileIO files;
    private final AtomicLong requests = new AtomicLong();

    CountedFiles(FileIO files) {
        this.files = files;
    }

    long requests() {
        return requests.get();
    }

    @Override
    public InputFile newInputFile(String path) {
        return new Input(files.newInputFile(path), requests);
    }

    @Override
    public InputFile newInputFile(String path, long length) {
        return new Input(files.newInputFile(path, length), requests);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new Output(files.newOutputFile(path), requests);
    }

    @Override
    public void deleteFile(String path) {
        requests.incrementAndGet();
        files.deleteFile(path);
    }

    @Override
    public void close() {
        files.close();
    }

    // A length is known to a real store's files from the manifest list, or by opening: it is not counted.
    private record Input(InputFile file, AtomicLong requests) implements InputFile {

        @Override
        public long getLength() {
            return file.getLength();
        }

        @Override
        public SeekableInputStream newStream() {
            requests.incrementAndGet();
            return file.newStream();
        }

        @Override
        public String location() {
            return file.location();
        }

        @Override
        public boolean exists() {
            requests.incrementAndGet();
            return file.exists();
        }
    }

    private record Output(OutputFile file, AtomicLong requests) implements OutputFile {

        @Override
        public PositionOutputStream create() {
            requests.incrementAndGet();
            return file.create();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            requests.incrementAndGet();
            return file.createOrOverwrite();
        }

        @Override
        public String location() {
            return file.location();
        }

        @Override
        public InputFile toInputFile() {
            return new Input(file.toInputFile(), requests);
        }
    }
}
