package io.mlplatform.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The local store of an example where none is named: {@code target/lake} in the module of the examples, and the example's name. */
record ExampleLake(Path folder) {

    private static final String MODULE = "mlplatform-examples";

    /**
     * The lake of a checkout.
     *
     * @param directory the module of the examples, or the folder that holds it
     * @param example its name
     * @throws IllegalArgumentException if it is neither: elsewhere, a folder of that name might be someone's own
     */
    static ExampleLake near(Path directory, String example) {
        Path here = directory.toAbsolutePath().normalize();
        Path module = here.endsWith(MODULE) ? here : here.resolve(MODULE);
        if (!Files.isRegularFile(module.resolve("pom.xml"))) {
            throw new IllegalArgumentException(
                    here + " is not a checkout of mlplatform: start there, or name a store with --store");
        }
        return new ExampleLake(module.resolve("target").resolve("lake").resolve(example));
    }

    /** Deletes what an earlier run left, and tells the URI to open it by. */
    String startAnew() throws IOException {
        new FileTree(folder).delete();
        return folder.toUri().toString();
    }
}
