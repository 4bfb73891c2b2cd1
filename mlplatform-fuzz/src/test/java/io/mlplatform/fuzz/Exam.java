package io.mlplatform.fuzz;

import io.mlplatform.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts documents to one target, and counts what became of them. For one thread. */
public final class Exam {

    /** The first byte of a script; JSON never begins with it. */
    static final byte SCRIPT = 0;

    private static final int WARMING_SCRIPTS = 20;

    private final FuzzTarget target;
    private final List<byte[]> seeds;
    private final Optional<Path> findings;
    private long taken;
    private long refused;

    /** @param findings where a document is kept that breaks the target */
    public Exam(FuzzTarget target, Optional<Path> findings) {
        this.target = target;
        this.seeds = target.seeds();
        this.findings = findings;
    }

    /** Reads the valid documents, and a few that are changed. */
    void readSeeds() {
        seeds.forEach(this::read);
        for (byte script = 0; script < WARMING_SCRIPTS; script++) {
            run(new byte[] {SCRIPT, script, script, script});
        }
    }

    /** Of bytes of any kind: those of a document, or a script by which a seed is changed. */
    public boolean run(byte[] data) {
        boolean script = target.isJson() && data.length > 1 && data[0] == SCRIPT;
        return read(script ? JsonEdits.apply(seeds, data) : data);
    }

    /** True where the document was taken, false where it was refused as it should; anything else is thrown. */
    public boolean read(byte[] document) {
        try {
            target.read(document);
            taken++;
            return true;
        } catch (Throwable failure) {
            if (target.isRefusal(failure)) {
                refused++;
                return false;
            }
            keep(document);
            throw failure;
        }
    }

    /** How often the documents were taken, and refused. */
    @Override
    public String toString() {
        return "taken " + taken + " refused " + refused;
    }

    private void keep(byte[] document) {
        findings.ifPresent(folder -> {
            try {
                Files.createDirectories(folder);
                Files.write(folder.resolve(Digest.of(document).hex().substring(0, 16)), document);
            } catch (IOException e) {
                System.err.println("A finding could not be kept: " + e);
            }
        });
    }
}
