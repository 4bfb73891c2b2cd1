package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** How long no one but administrators deletes what was written. */
final class ObjectLocks implements Property<Bucket, ObjectLocks.LockTime> {

    private static final int YEAR_DAYS = 365;
    private static final String GOVERNANCE = ObjectLockRetentionMode.GOVERNANCE.toString();

    /** How a new object is locked. */
    record LockTime(String mode, int days) {

        static LockTime of(DefaultRetention retention) {
            int days = Optional.ofNullable(retention.days())
                    .orElseGet(() ->
                            YEAR_DAYS * Optional.ofNullable(retention.years()).orElse(0));
            return new LockTime(retention.modeAsString(), days);
        }

        @Override
        public String toString() {
            return mode + " for " + days + " days";
        }
    }

    @Override
    public String name() {
        return "object lock";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return bucket.requests().isCeph() && bucket.desired().objectLock().isPresent()
                ? Optional.of("a lock needs versions, with which Ceph's gateway ignores put-if-absent: there is none")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, ObjectLocks.LockTime> desired(Bucket bucket) {
        SortedMap<String, LockTime> desired = new TreeMap<>();
        if (!bucket.requests().isCeph()) {
            bucket.desired()
                    .objectLock()
                    .ifPresent(time -> desired.put(name(), new LockTime(GOVERNANCE, Math.toIntExact(time.toDays()))));
        }
        return desired;
    }

    @Override
    public SortedMap<String, ObjectLocks.LockTime> found(Bucket bucket) {
        Requests requests = bucket.requests();
        SortedMap<String, LockTime> found = new TreeMap<>();
        requests.find("s3:GetBucketObjectLockConfiguration", bucket, () -> requests.s3()
                        .getObjectLockConfiguration(
                                request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner()))
                        .objectLockConfiguration())
                .flatMap(lock -> Optional.ofNullable(lock.rule()))
                .flatMap(rule -> Optional.ofNullable(rule.defaultRetention()))
                .ifPresent(retention -> found.put(name(), LockTime.of(retention)));
        return found;
    }

    @Override
    public ChangeKind kind(
            Bucket bucket, String item, Optional<ObjectLocks.LockTime> from, Optional<ObjectLocks.LockTime> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return from.isEmpty() ? ChangeKind.ADD : ChangeKind.LOOSEN;
        }
        boolean same = from.get().mode().equals(to.get().mode());
        return same && to.get().days() > from.get().days() ? ChangeKind.TIGHTEN : ChangeKind.LOOSEN;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, ObjectLocks.LockTime> items) {
        Requests requests = bucket.requests();
        LockTime time = Optional.ofNullable(items.get(name())).orElseThrow();
        requests.ask("s3:PutBucketObjectLockConfiguration", bucket, () -> requests.s3()
                .putObjectLockConfiguration(request -> request.bucket(bucket.name())
                        .objectLockConfiguration(lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                                .rule(rule -> rule.defaultRetention(
                                        retention -> retention.mode(time.mode()).days(time.days()))))
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, ObjectLocks.LockTime> found) {
        return List.of();
    }
}
