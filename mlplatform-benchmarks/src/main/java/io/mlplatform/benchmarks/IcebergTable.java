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

/**
 * The same as an Iceberg table, on its in-memory catalog and files, with the library's default settings. Each file is
 * told by path, size, record count and partition, and by the metrics of as many columns as are asked for: no digest,
 * which Iceberg does not keep. Its data files are made before the commit.
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
    private final CountedCatalog catalog = new CountedCatalog();
    private final Append append;
    private final ColumnMetrics columns;
    private final PartitionSpec spec;
    private final Table writer;

    /** @param columns how many columns with metrics there are beside that of the partition */
    IcebergTable(Append append, int columns) {
        this.append = append;
        this.columns = new ColumnMetrics(columns);
        Schema schema = this.columns.schema("dt");
        this.spec = PartitionSpec.builderFor(schema).identity("dt").build();
        catalog.initialize("memory", Map.of());
        catalog.createNamespace(Namespace.of("bench"));
        writer = catalog.createTable(NAME, schema, spec);
    }

    @Override
    public Runnable commit(List<SampleFiles.File> files) {
        List<DataFile> prepared = files.stream().map(this::dataFile).toList();
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

    private DataFile dataFile(SampleFiles.File file) {
        PartitionData partition = new PartitionData(spec.partitionType());
        partition.set(0, file.path().substring("dt=".length(), file.path().indexOf('/')));
        return DataFiles.builder(spec)
                .withPath("memory://table/data/" + file.path())
                .withFormat("parquet")
                .withFileSizeInBytes(file.size())
                .withMetrics(columns.of(file))
                .withPartition(partition)
                .build();
    }
}
