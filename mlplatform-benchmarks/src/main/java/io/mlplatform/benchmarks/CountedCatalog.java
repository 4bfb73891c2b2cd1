package io.mlplatform.benchmarks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.FileIO;

/**
 * Iceberg's in-memory catalog, with its in-memory files behind a count of requests: the catalog's own table operations
 * cannot be given other files. The pointer to the current metadata is swapped in memory, and is no request.
 */
final class CountedCatalog extends InMemoryCatalog {

    private final Map<TableIdentifier, String> pointers = new ConcurrentHashMap<>();
    private final CountedFiles files = new CountedFiles(new InMemoryFileIO());

    /** Files opened to read, written, looked for and deleted so far. */
    long requests() {
        return files.requests();
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return new Operations(table);
    }

    private final class Operations extends BaseMetastoreTableOperations {

        private final TableIdentifier table;

        Operations(TableIdentifier table) {
            this.table = table;
        }

        @Override
        public FileIO io() {
            return files;
        }

        @Override
        protected String tableName() {
            return table.toString();
        }

        @Override
        protected void doRefresh() {
            String pointer = pointers.get(table);
            if (pointer == null) {
                disableRefresh();
            } else {
                refreshFromMetadataLocation(pointer);
            }
        }

        @Override
        protected void doCommit(TableMetadata base, TableMetadata metadata) {
            String next = writeNewMetadataIfRequired(base == null, metadata);
            boolean swapped = base == null
                    ? pointers.putIfAbsent(table, next) == null
                    : pointers.replace(table, base.metadataFileLocation(), next);
            if (!swapped) {
                throw new CommitFailedException("another commit to %s came first", table);
            }
        }
    }
}
