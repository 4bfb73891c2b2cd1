package io.mlplatform.s3.provision;

import io.mlplatform.s3.provision.FakeAws.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One bucket of the fake; made with what AWS gives a new one. */
final class FakeBucket {

    /** The code for what is not set; empty where AWS answers an empty document instead. */
    private static final Map<String, String> UNSET = Map.of(
            "encryption", "ServerSideEncryptionConfigurationNotFoundError",
            "ownershipControls", "OwnershipControlsNotFoundError",
            "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
            "lifecycle", "NoSuchLifecycleConfiguration",
            "tagging", "NoSuchTagSet",
            "policy", "NoSuchBucketPolicy",
            "object-lock", "ObjectLockConfigurationNotFoundError",
            "versioning", "",
            "logging", "",
            "notification", "");

    private final String account;
    private final SortedMap<String, byte[]> settings = new TreeMap<>();
    private final SortedMap<String, byte[]> objects = new TreeMap<>();

    FakeBucket(String account) {
        this.account = account;
        settings.put(
                "encryption",
                document(
                        "ServerSideEncryptionConfiguration",
                        "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256"
                                + "</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled>"
                                + "</Rule>"));
        settings.put(
                "ownershipControls",
                document("OwnershipControls", "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"));
    }

    String state() {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) ->
                text.append(name).append(' ').append(text(value)).append('\n'));
        objects.keySet().stream()
                .filter(key -> !key.matches(".*_probe/[0-9a-z]{26}"))
                .forEach(key -> text.append(key)
                        .append(' ')
                        .append(text(objects.get(key)))
                        .append('\n'));
        return text.toString();
    }

    Answer answer(HttpExecuteRequest whole, String key) {
        SdkHttpRequest request = whole.httpRequest();
        boolean foreign = request.firstMatchingHeader("x-amz-expected-bucket-owner")
                .filter(owner -> !owner.equals(account))
                .isPresent();
        if (foreign) {
            return Answer.s3Error(403, "AccessDenied");
        }
        if (!key.isEmpty()) {
            return object(whole, key);
        }
        Optional<String> setting = request.rawQueryParameters().keySet().stream()
                .filter(UNSET::containsKey)
                .findFirst();
        if (setting.isPresent()) {
            return setting(whole, setting.get());
        }
        return request.method().name().equals("PUT")
                ? Answer.s3Error(
                        409, account.equals(FakeAws.ACCOUNT) ? "BucketAlreadyOwnedByYou" : "BucketAlreadyExists")
                : Answer.of(200, "");
    }

    private Answer setting(HttpExecuteRequest whole, String name) {
        switch (whole.httpRequest().method()) {
            case PUT:
                settings.put(name, Forms.body(whole));
                return Answer.of(200, "");
            case DELETE:
                settings.remove(name);
                return Answer.of(204, "");
            default:
                byte[] stored = settings.get(name);
                String code = Optional.ofNullable(UNSET.get(name)).orElseThrow();
                if (stored != null) {
                    return new Answer(200, Map.of(), stored);
                }
                return code.isEmpty() ? Answer.of(200, "<Configuration/>") : Answer.s3Error(404, code);
        }
    }

    private Answer object(HttpExecuteRequest whole, String key) {
        SdkHttpRequest request = whole.httpRequest();
        byte[] stored = objects.get(key);
        if (!request.method().name().equals("PUT")) {
            return stored == null
                    ? Answer.s3Error(404, "NoSuchKey")
                    : new Answer(200, Map.of("ETag", tag(stored)), stored);
        }
        boolean refused = request.firstMatchingHeader("If-None-Match").isPresent() && stored != null
                || request.firstMatchingHeader("If-Match")
                        .filter(wanted -> stored == null || !wanted.equals(tag(stored)))
                        .isPresent();
        if (refused) {
            return Answer.s3Error(412, "PreconditionFailed");
        }
        byte[] body = Forms.body(whole);
        objects.put(key, body);
        return new Answer(200, Map.of("ETag", tag(body)), new byte[0]);
    }

    private static String tag(byte[] bytes) {
        return "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
    }

    /** As the SDK writes it, so that what was put over it and says the same is equal. */
    private static byte[] document(String name, String content) {
        String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><" + name
                + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content + "</" + name + ">";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
