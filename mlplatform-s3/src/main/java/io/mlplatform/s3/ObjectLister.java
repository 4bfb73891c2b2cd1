package io.mlplatform.s3;

import io.mlplatform.internal.Utf8;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Listings. Each page names the place where the next begins by a key, not by the server's token, so that any process can
 * go on from it. Keys that {@link ObjectKey} does not allow, such as the {@code folder/} of the S3 console, are passed over.
 */
final class ObjectLister {

    private final S3Bucket bucket;

    ObjectLister(S3Bucket bucket) {
        this.bucket = bucket;
    }

    Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        try {
            ListObjectsV2Response page = page(prefix, startAfter, delimiter, max, null);
            // Where much was deleted in a versioned bucket, a page may hold nothing and not be the last.
            while (page.isTruncated()
                    && page.contents().isEmpty()
                    && page.commonPrefixes().isEmpty()) {
                page = page(prefix, startAfter, delimiter, max, page.nextContinuationToken());
            }
            return listing(page);
        } catch (SdkException e) {
            throw S3Failures.of(e, S3Action.LIST, bucket.location() + "/" + prefix);
        }
    }

    private ListObjectsV2Response page(
            String prefix, String startAfter, Delimiter delimiter, int max, @Nullable String token) {
        return bucket.client().listObjectsV2(request -> request.bucket(bucket.name())
                .prefix(prefix)
                .startAfter(startAfter.isEmpty() ? null : startAfter)
                .delimiter(delimiter == Delimiter.SLASH ? "/" : null)
                .maxKeys(max)
                .continuationToken(token)
                .encodingType(bucket.settings().server().listingEncoding().orElse(null))
                .expectedBucketOwner(bucket.owner()));
    }

    private Listing listing(ListObjectsV2Response page) {
        List<String> folders =
                page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
        List<ObjectInfo> objects = new ArrayList<>();
        for (S3Object object : page.contents()) {
            key(object)
                    .ifPresent(key -> objects.add(
                            new ObjectInfo(key, object.size(), EntityTag.of(object.eTag()), object.lastModified())));
        }
        return new Listing(objects, folders, page.isTruncated() ? last(page) : Optional.empty(), bucket.date(page));
    }

    private static Optional<ObjectKey> key(S3Object object) {
        try {
            return Optional.of(ObjectKey.of(object.key()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> last(ListObjectsV2Response page) {
        return Stream.concat(
                        page.contents().stream().map(S3Object::key),
                        page.commonPrefixes().stream().map(folder -> folder.prefix() + Listing.FOLDER_END))
                .max(Utf8.ORDER);
    }
}
