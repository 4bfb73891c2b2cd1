package io.mlplatform.protocol;

import static io.mlplatform.protocol.SweepStage.NAME;
import static io.mlplatform.protocol.SweptOperation.of;

import io.mlplatform.collection.RetentionRule;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import java.util.List;

/** The operations on datasets. */
final class SweptDatasets {

    static final List<SweptOperation> ALL = List.of(
            of("DatasetDraft.publish()", s -> {
                DatasetDraft draft = s.datasets().draft(NAME).addBytes("own.csv", Lab.bytes("own"));
                return draft::publish;
            }),
            of("DatasetRegistry.get(String)", s -> () -> s.datasets().get(NAME + "@stable")),
            of("DatasetRegistry.find(String)", s -> () -> s.datasets().find(NAME)),
            of("DatasetRegistry.history(String,int)", s -> () -> s.datasets().history(NAME, 3)),
            of("DatasetRegistry.list()", s -> () -> s.datasets().list()),
            of("DatasetRegistry.assign(DatasetVersion,String)", s -> {
                DatasetVersion version = s.dataset(4);
                return () -> s.datasets().assign(version, "stable");
            }),
            of(
                    "DatasetRegistry.removeAlias(String,String)",
                    s -> () -> s.datasets().removeAlias(NAME, "stable")),
            of("DatasetRegistry.files(DatasetVersion,FileFilter)", s -> {
                DatasetVersion version = s.dataset(4);
                return () -> s.datasets().files(version, FileFilter.all());
            }),
            of("DatasetRegistry.diff(DatasetVersion,DatasetVersion)", s -> {
                DatasetVersion before = s.dataset(2);
                DatasetVersion after = s.dataset(4);
                return () -> s.datasets().diff(before, after);
            }),
            of("DatasetRegistry.fetch(DatasetVersion,FileFilter,Path)", s -> {
                DatasetVersion version = s.dataset(4);
                return () -> s.datasets().fetch(version, FileFilter.all(), s.target());
            }),
            of("DatasetRegistry.open(DatasetVersion,String)", s -> {
                DatasetVersion version = s.dataset(4);
                return () -> s.datasets().open(version, "c.csv").close();
            }),
            of("DatasetRegistry.preview(DatasetVersion,String,int)", s -> {
                DatasetVersion version = s.dataset(4);
                return () -> s.datasets().preview(version, "c.csv", 1);
            }),
            of("DatasetRegistry.verify(DatasetVersion)", s -> {
                DatasetVersion version = s.dataset(4);
                return () -> s.datasets().verify(version);
            }),
            of("DatasetRegistry.promote(DatasetVersion,String)", s -> {
                DatasetVersion version = s.dataset(2);
                return () -> s.datasets().promote(version, "growth/promoted");
            }),
            of("DatasetRegistry.copy(DatasetVersion,MlPlatform,String)", s -> {
                DatasetVersion version = s.there()
                        .datasets()
                        .draft("growth/there")
                        .addBytes("t.csv", Lab.bytes("t"))
                        .publish();
                return () -> s.there().datasets().copy(version, s.ml(), "growth/copied");
            }),
            of("DatasetRegistry.retire(DatasetVersion)", s -> {
                DatasetVersion version = s.dataset(2);
                return () -> s.datasets().retire(version);
            }),
            of(
                    "DatasetRegistry.retire(String,RetentionRule)",
                    s -> () -> s.datasets().retire(NAME, RetentionRule.keepLast(1))),
            of("DatasetRegistry.drop(String)", s -> () -> s.datasets().drop("growth/spare")),
            of("DatasetRegistry.pin(DatasetVersion,String)", s -> {
                DatasetVersion version = s.dataset(3);
                return () -> s.datasets().pin(version, "someone");
            }),
            of("DatasetRegistry.unpin(DatasetVersion,String)", s -> {
                DatasetVersion version = s.dataset(2);
                return () -> s.datasets().unpin(version, "keeper");
            }),
            of("DatasetRegistry.reopen(String)", s -> {
                s.datasets().drop("growth/spare");
                return () -> s.datasets().reopen("growth/spare");
            }));

    private SweptDatasets() {}
}
