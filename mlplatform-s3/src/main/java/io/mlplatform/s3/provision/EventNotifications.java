package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;

/** The bucket tells EventBridge what happens in it; what else it tells others stays. */
final class EventNotifications implements Property<Bucket, String> {

    @Override
    public String name() {
        return "events to EventBridge";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return bucket.requests().isCeph()
                ? Optional.of("Ceph's gateway has no EventBridge: its bucket notifications go to topics of its own")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        return bucket.requests().isCeph() ? new TreeMap<>() : new TreeMap<>(Map.of(name(), "on"));
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        boolean on = read(bucket).eventBridgeConfiguration() != null;
        return new TreeMap<>(Map.of(name(), on ? "on" : "off"));
    }

    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<String> from, Optional<String> to) {
        return ChangeKind.ADD;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, String> items) {
        Requests requests = bucket.requests();
        // Read again: what others have put there since must not be lost.
        GetBucketNotificationConfigurationResponse found = read(bucket);
        NotificationConfiguration configuration = NotificationConfiguration.builder()
                .eventBridgeConfiguration(EventBridgeConfiguration.builder().build())
                .queueConfigurations(found.hasQueueConfigurations() ? found.queueConfigurations() : null)
                .topicConfigurations(found.hasTopicConfigurations() ? found.topicConfigurations() : null)
                .lambdaFunctionConfigurations(
                        found.hasLambdaFunctionConfigurations() ? found.lambdaFunctionConfigurations() : null)
                .build();
        requests.ask("s3:PutBucketNotification", bucket, () -> requests.s3()
                .putBucketNotificationConfiguration(request -> request.bucket(bucket.name())
                        .notificationConfiguration(configuration)
                        .skipDestinationValidation(true)
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }

    private static GetBucketNotificationConfigurationResponse read(Bucket bucket) {
        Requests requests = bucket.requests();
        return requests.ask("s3:GetBucketNotification", bucket, () -> requests.s3()
                .getBucketNotificationConfiguration(
                        request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner())));
    }
}
