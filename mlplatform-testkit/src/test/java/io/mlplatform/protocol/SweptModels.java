package io.mlplatform.protocol;

import static io.mlplatform.protocol.SweepStage.NAME;
import static io.mlplatform.protocol.SweptOperation.of;

import io.mlplatform.collection.RetentionRule;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import java.util.List;
import java.util.Map;

/** The operations on models. */
final class SweptModels {

    static final List<SweptOperation> ALL = List.of(
            of("ModelDraft.publish()", s -> {
                ModelDraft draft = s.models().draft(NAME).addBytes("own.bin", Lab.bytes("own"));
                return draft::publish;
            }),
            of("ModelStore.get(String)", s -> () -> s.models().get(NAME + "@production")),
            of("ModelStore.find(String)", s -> () -> s.models().find(NAME + "@next")),
            of("ModelStore.history(String,int)", s -> () -> s.models().history(NAME, 3)),
            of("ModelStore.list()", s -> () -> s.models().list()),
            of("ModelStore.assign(ModelVersion,String)", s -> {
                ModelVersion version = s.model(2);
                return () -> s.models().assign(version, "next");
            }),
            of("ModelStore.assign(ModelVersion,String,Approval)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().assign(version, ModelStore.PRODUCTION, Approval.by("board"));
            }),
            of("ModelStore.rollback(ModelVersion,String,Approval)", s -> {
                ModelVersion version = s.model(2);
                return () -> s.models().rollback(version, ModelStore.PRODUCTION, Approval.by("board"));
            }),
            of("ModelStore.audit(String,String,int)", s -> () -> s.models().audit(NAME, ModelStore.PRODUCTION, 9)),
            of("ModelStore.deployed(ModelVersion,String,Map)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().deployed(version, "endpoint", Map.of("by", "hand"));
            }),
            of("ModelStore.undeployed(String,String)", s -> () -> s.models().undeployed(NAME, "endpoint")),
            of("ModelStore.deployments(String)", s -> () -> s.models().deployments(NAME)),
            of("ModelStore.removeAlias(String,String)", s -> () -> s.models().removeAlias(NAME, "next")),
            of("ModelStore.files(ModelVersion)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().files(version);
            }),
            of("ModelStore.fetch(ModelVersion,Path)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().fetch(version, s.target());
            }),
            of("ModelStore.open(ModelVersion,String)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().open(version, "model.bin").close();
            }),
            of("ModelStore.verify(ModelVersion)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().verify(version);
            }),
            of("ModelStore.exportTarGz(ModelVersion,Path)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().exportTarGz(version, s.target());
            }),
            of("ModelStore.exportPrefix(ModelVersion)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().exportPrefix(version);
            }),
            of("ModelStore.promote(ModelVersion,String)", s -> {
                ModelVersion version = s.model(2);
                return () -> s.models().promote(version, "growth/promoted");
            }),
            of("ModelStore.copy(ModelVersion,MlPlatform,String)", s -> {
                ModelVersion version = s.there()
                        .models()
                        .draft("growth/there")
                        .addBytes("t.bin", Lab.bytes("t"))
                        .publish();
                return () -> s.there().models().copy(version, s.ml(), "growth/copied");
            }),
            of("ModelStore.retire(ModelVersion)", s -> {
                ModelVersion version = s.model(1);
                return () -> s.models().retire(version);
            }),
            of(
                    "ModelStore.retire(String,RetentionRule)",
                    s -> () -> s.models().retire(NAME, RetentionRule.keepLast(1))),
            of("ModelStore.drop(String)", s -> () -> s.models().drop("growth/spare")),
            of("ModelStore.pin(ModelVersion,String)", s -> {
                ModelVersion version = s.model(3);
                return () -> s.models().pin(version, "someone");
            }),
            of("ModelStore.unpin(ModelVersion,String)", s -> {
                ModelVersion version = s.model(2);
                return () -> s.models().unpin(version, "keeper");
            }),
            of("ModelStore.reopen(String)", s -> {
                s.models().drop("growth/spare");
                return () -> s.models().reopen("growth/spare");
            }));

    private SweptModels() {}
}
