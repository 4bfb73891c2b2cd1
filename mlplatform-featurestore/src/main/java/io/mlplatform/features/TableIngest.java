package io.mlplatform.features;

/** The rows of a table. */
record TableIngest(TableSource table) implements IngestSource {

    @Override
    public String words() {
        return table.words();
    }

    @Override
    public void into(IngestedRows rows) {
        rows.load(table);
    }
}
