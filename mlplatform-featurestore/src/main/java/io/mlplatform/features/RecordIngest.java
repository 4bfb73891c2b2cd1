package io.mlplatform.features;

import java.util.Iterator;
import java.util.function.BiConsumer;

/**
 * A row for each thing that an iterator gives, told to the engine as it comes: only one is held at a time.
 *
 * @param teller tells a thing's values
 */
record RecordIngest<T>(Iterator<? extends T> things, BiConsumer<? super T, FeatureRow> teller) implements IngestSource {

    @Override
    public String words() {
        return "records";
    }

    @Override
    public void into(IngestedRows rows) {
        rows.append(words(), things, teller);
    }
}
