package io.mlplatform.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * The same as an Iceberg table, on its in-memory catalog and files, with the library's default settings. Each file is
 * told by path, size, record count and partition alone: no digest, which Iceberg does not keep, and no column statistics.
 * Its data files are made before the commit.
 */
final class IcebergTable implements ManifestTable {

    /** The two ways of Iceberg to add files. */
    enum Append {
        /** {@code newAppend}: merges small manifests. */
        MERGING,
        /** {@code newFastAppend}: writes manifests of its own. */
        FAST
    }

    private static final TableIdentifier NAME = TableIdentifier.of("bench", "table");
    private static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.required(2, "dt", Types.StringType.get()));
    private static final PartitionSpec SPEC =
            PartitionSpec.builderFor(SCHEMA).identity("dt").build();

    private final CountedCatalog catalog = new CountedCatalog();
    private final Append append;
    private final Table writer;

    IcebergTable(Append append) {
        this.append = append;
        catalog.initialize("memory", Map.of());
        catalog.createNamespace(Namespace.of("bench"));
        writer = catalog.createTable(NAME, SCHEMA, SPEC);
    }

    @Override
    public Runnable commit(List<SampleFiles.File> files) {
        List<DataFile> prepared = files.stream().map(IcebergTable::dataFile).toList();
        return () -> {
            AppendFiles commit = append == Append.FAST ? writer.newFastAppend() : writer.newAppend();
            prepared.forEach(commit::appendFile);
            commit.commit();
        };
    }

    @Override
    public long plan(int partition) {
        return scan(catalog.loadTable(NAME).newScan().filter(Expressions.equal("dt", SampleFiles.value(partition))));
    }

    @Override
    public long planAll() {
        return scan(catalog.loadTable(NAME).newScan());
    }

    @Override
    public long requests() {
        return catalog.requests();
    }

    @Override
    public void close() {
        try {
            catalog.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long scan(TableScan scan) {
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            return SampleFiles.count(tasks.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataFile dataFile(SampleFiles.File file) {
        PartitionData partition = new PartitionData(SPEC.partitionType());
        partition.set(0, file.path().substring("dt=".length(), file.path().indexOf('/')));
        return DataFiles.builder(SPEC)
                .withPath("memory://table/data/" + file.path())
                .withFormat("parquet")
                .withFileSizeInBytes(file.size())
                .withRecordCount(1_000)
                .withPartition(partition)
                .build();
    }
}
