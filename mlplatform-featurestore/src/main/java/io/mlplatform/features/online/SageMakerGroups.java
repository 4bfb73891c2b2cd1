package io.mlplatform.features.online;

import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.internal.Pause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeFeatureGroupResponse;
import software.amazon.awssdk.services.sagemaker.model.FeatureDefinition;
import software.amazon.awssdk.services.sagemaker.model.FeatureGroupStatus;
import software.amazon.awssdk.services.sagemaker.model.LastUpdateStatusValue;
import software.amazon.awssdk.services.sagemaker.model.OnlineStoreConfig;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;

/** The life of feature groups: created, awaited, grown and deleted, with an online store only. */
final class SageMakerGroups {

    private static final int MOST_LOOKS = 600;
    private static final int MOST_ADDITIONS = 100;

    private final SageMakerClient client;
    private final Pause pause;
    private final Set<String> usable = ConcurrentHashMap.newKeySet();

    SageMakerGroups(SageMakerClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    void define(FeatureGroup group, SageMakerSchema wanted) {
        told(wanted, () -> {
            if (describe(wanted.name()).isEmpty()) {
                create(group, wanted);
            }
            grow(wanted, await(wanted));
            usable.add(wanted.name());
            return wanted;
        });
    }

    /** @throws io.mlplatform.NotFoundException the group is not there */
    void requireUsable(SageMakerSchema schema) {
        if (!usable.contains(schema.name())) {
            told(schema, () -> client.describeFeatureGroup(request -> request.featureGroupName(schema.name())));
            usable.add(schema.name());
        }
    }

    void drop(SageMakerSchema schema) {
        told(schema, () -> {
            usable.remove(schema.name());
            try {
                client.deleteFeatureGroup(request -> request.featureGroupName(schema.name()));
            } catch (ResourceNotFoundException gone) {
                return schema;
            }
            awaitDeletion(schema);
            return schema;
        });
    }

    private void create(FeatureGroup group, SageMakerSchema wanted) {
        OnlineStoreConfig.Builder online = OnlineStoreConfig.builder().enableOnlineStore(true);
        SageMakerSchema.timeToLive(group).ifPresent(online::ttlDuration);
        try {
            client.createFeatureGroup(request -> request.featureGroupName(wanted.name())
                    .description(wanted.origin())
                    .recordIdentifierFeatureName(wanted.identifier())
                    .eventTimeFeatureName(wanted.eventTime())
                    .featureDefinitions(definitions(wanted.features()))
                    .onlineStoreConfig(online.build()));
        } catch (ResourceInUseException anotherWasFirst) {
            return;
        }
    }

    private void grow(SageMakerSchema wanted, DescribeFeatureGroupResponse there) {
        Map<String, String> known = features(wanted.name(), there);
        Map<String, String> missing = new LinkedHashMap<>(wanted.features());
        missing.keySet().removeAll(known.keySet());
        if (!wanted.origin().equals(there.description())
                || !wanted.identifier().equals(there.recordIdentifierFeatureName())
                || !wanted.eventTime().equals(there.eventTimeFeatureName())
                || !known.containsKey(SageMakerSchema.ORDER)
                || wanted.features().entrySet().stream().anyMatch(feature -> !feature.getValue()
                        .equals(known.getOrDefault(feature.getKey(), feature.getValue())))) {
            throw new ConflictException(
                    resource(wanted),
                    "is there as another group ('" + there.description() + "', " + known
                            + "), which this one does not grow from: drop it, or use another prefix");
        }
        List<FeatureDefinition> additions = definitions(missing);
        for (int i = 0; i < additions.size(); i += MOST_ADDITIONS) {
            List<FeatureDefinition> chunk = additions.subList(i, Math.min(additions.size(), i + MOST_ADDITIONS));
            client.updateFeatureGroup(
                    request -> request.featureGroupName(wanted.name()).featureAdditions(chunk));
            requireUpdated(wanted, await(wanted));
        }
    }

    // The state of the last change stays with the group: a failure counts for the one that was asked for only.
    private static void requireUpdated(SageMakerSchema schema, DescribeFeatureGroupResponse now) {
        if (now.lastUpdateStatus() != null && now.lastUpdateStatus().status() == LastUpdateStatusValue.FAILED) {
            throw new ConflictException(
                    resource(schema),
                    "did not take the added features"
                            + said(now.lastUpdateStatus().failureReason())
                            + ": mend that, then define the group again");
        }
    }

    // The definitions come in pages.
    private Map<String, String> features(String name, DescribeFeatureGroupResponse first) {
        Map<String, String> features = new LinkedHashMap<>();
        DescribeFeatureGroupResponse page = first;
        while (true) {
            page.featureDefinitions()
                    .forEach(feature -> features.put(feature.featureName(), feature.featureTypeAsString()));
            String next = page.nextToken();
            if (next == null || next.isEmpty()) {
                return features;
            }
            page = client.describeFeatureGroup(
                    request -> request.featureGroupName(name).nextToken(next));
        }
    }

    private DescribeFeatureGroupResponse await(SageMakerSchema schema) {
        for (int look = 1; ; look++) {
            DescribeFeatureGroupResponse now =
                    client.describeFeatureGroup(request -> request.featureGroupName(schema.name()));
            FeatureGroupStatus status = now.featureGroupStatus();
            boolean updating = now.lastUpdateStatus() != null
                    && now.lastUpdateStatus().status() == LastUpdateStatusValue.IN_PROGRESS;
            if (status == FeatureGroupStatus.CREATED && !updating) {
                return now;
            }
            if (status != FeatureGroupStatus.CREATED && status != FeatureGroupStatus.CREATING) {
                throw new ConflictException(
                        resource(schema),
                        "is " + now.featureGroupStatusAsString() + said(now.failureReason())
                                + ": drop it, then define it again");
            }
            pause(schema, look);
        }
    }

    private void awaitDeletion(SageMakerSchema schema) {
        for (int look = 1; ; look++) {
            Optional<DescribeFeatureGroupResponse> there = describe(schema.name());
            if (there.isEmpty()) {
                return;
            }
            if (there.get().featureGroupStatus() == FeatureGroupStatus.DELETE_FAILED) {
                throw new ConflictException(
                        resource(schema),
                        "is " + there.get().featureGroupStatusAsString()
                                + said(there.get().failureReason()) + ": mend that, then drop it again");
            }
            pause(schema, look);
        }
    }

    private static String said(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? "" : ": " + reason;
    }

    private Optional<DescribeFeatureGroupResponse> describe(String name) {
        try {
            return Optional.of(client.describeFeatureGroup(request -> request.featureGroupName(name)));
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    private void pause(SageMakerSchema schema, int look) {
        if (look > MOST_LOOKS) {
            throw new StorageUnavailableException(
                    resource(schema), "is still being changed by SageMaker: call again later");
        }
        try {
            pause.before(look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(resource(schema), "the call was interrupted: call again", e);
        }
    }

    private static List<FeatureDefinition> definitions(Map<String, String> features) {
        List<FeatureDefinition> definitions = new ArrayList<>();
        features.forEach((name, type) -> definitions.add(
                FeatureDefinition.builder().featureName(name).featureType(type).build()));
        return definitions;
    }

    static String resource(SageMakerSchema schema) {
        return "SageMaker feature group " + schema.name();
    }

    private static <T> T told(SageMakerSchema schema, EmbeddedFailures.Call<T> work) {
        try {
            return work.run();
        } catch (ResourceNotFoundException e) {
            throw new NotFoundException(resource(schema), "is not there: define the group first", e);
        } catch (SdkException e) {
            throw SageMakerFailures.of(resource(schema), e);
        }
    }
}
