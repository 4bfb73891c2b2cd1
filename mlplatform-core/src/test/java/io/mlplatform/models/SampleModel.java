package io.mlplatform.models;

import static io.mlplatform.Lake.bytes;

import io.mlplatform.Digest;
import io.mlplatform.Lake;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import java.util.Random;

/** A model whose paths and sizes meet every case of the archive's format; also a program that exports it. */
final class SampleModel {

    /** The SHA-256 of its archive, which GNU tar and Python's tarfile unpack to these files. */
    static final String GOLDEN = "7082680d0e2cdc0fc2237fefc2129a02603189bef0262b3fa90a4b049e25f8e7";

    private SampleModel() {}

    static Digest export(ModelStore models, Path target) {
        byte[] weights = new byte[200_000];
        new Random(1).nextBytes(weights);
        ModelVersion model = models.draft("growth/churn")
                .addBytes("model.onnx", weights)
                .addBytes("code/inference.py", bytes("def predict_fn(data, model): return model(data)\n"))
                .addBytes("empty", bytes(""))
                .addBytes("block", new byte[512])
                .addBytes("größe/ø.txt", bytes("not ASCII"))
                .addBytes("a".repeat(90) + "/" + "b".repeat(90), bytes("ustar prefix"))
                .addBytes("c".repeat(180), bytes("pax path"))
                .addBytes("d/".repeat(150) + "e", bytes("pax path, many folders"))
                .publish();
        return models.exportTarGz(model, target);
    }

    /** Exports it to the file named first, and prints the digest. */
    public static void main(String[] arguments) {
        try (Lake lake = new Lake(new MemoryStore(new Lake.Ticks()))) {
            System.out.println(
                    export(lake.platform().models(), Path.of(arguments[0])).hex());
        }
    }
}
