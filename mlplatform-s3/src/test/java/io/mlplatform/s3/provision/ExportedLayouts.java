package io.mlplatform.s3.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.time.Duration;
import java.util.stream.IntStream;

/** Layouts that ask for all that a layout can ask for, and their templates as JSON. */
final class ExportedLayouts {

    static final String OPENED = "s3://acme-prod-datasets";
    static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/0000aaaa-12ab-34cd-56ef-1234567890ab";
    static final String ALIAS = "alias/acme-models";

    private ExportedLayouts() {}

    /** A bucket a zone, and of experiments a bucket a team. */
    static PlatformLayout buckets(String... teams) {
        return PlatformLayout.buckets("acme", "prod")
                .withTeam(teams)
                .inRegion("eu-central-1")
                .ownedBy("123456789012");
    }

    /** The same with a key by alias, one by ARN, versions, a lock, a temporary term and access logs. */
    static PlatformLayout full(String... teams) {
        PlatformLayout plain = buckets(teams).withAccessLogs("s3://acme-logs/s3");
        ZoneSettings experiments = plain.zone(Zone.EXPERIMENTS);
        return plain.with(Zone.MODELS, plain.zone(Zone.MODELS).withClassification(Classification.RESTRICTED, ALIAS))
                .with(
                        Zone.DATASETS,
                        plain.zone(Zone.DATASETS)
                                .withClassification(Classification.CONFIDENTIAL, KEY)
                                .withObjectLock(Duration.ofDays(90)))
                .with(Zone.FEATURES, plain.zone(Zone.FEATURES).withVersioning(Versioning.ON))
                .with(
                        Zone.EXPERIMENTS,
                        experiments
                                .withClassification(Classification.CONFIDENTIAL, ALIAS)
                                .withRetention(experiments.retention().withTemporary(Duration.ofDays(14))));
    }

    /** The same, with all keys by ARN. */
    static PlatformLayout fullByArn(String... teams) {
        PlatformLayout byAlias = full(teams);
        return byAlias.with(Zone.MODELS, byAlias.zone(Zone.MODELS).withKmsKey(KEY))
                .with(Zone.EXPERIMENTS, byAlias.zone(Zone.EXPERIMENTS).withKmsKey(KEY));
    }

    /** All in one bucket, with a folder a team. */
    static PlatformLayout folders(String... teams) {
        return PlatformLayout.foldersOfOne()
                .withTeam(teams)
                .with(
                        Zone.EXPERIMENTS,
                        ZoneSettings.at("experiments/{team}")
                                .withRetention(Retention.defaults().withTemporary(Duration.ofDays(3))));
    }

    static String[] teams(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("team-%03d", i))
                .toArray(String[]::new);
    }

    static CloudFormationExport export(PlatformLayout layout) {
        return CloudFormationExport.of(layout, OPENED);
    }

    static JsonNode json(CloudFormationTemplate template) {
        try {
            return new ObjectMapper().readTree(template.json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(template.json(), e);
        }
    }

    static JsonNode properties(CloudFormationTemplate template, String id) {
        return json(template).path("Resources").path(id).path("Properties");
    }
}
