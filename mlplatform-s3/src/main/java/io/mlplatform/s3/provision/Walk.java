package io.mlplatform.s3.provision;

import io.mlplatform.internal.Ids;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Goes over all that a platform has, in the order in which it is made. For one thread, once. */
final class Walk {

    private final ControlPlane control;
    private final StoreLocation opened;
    private final PlatformLayout layout;
    private final Ledger ledger;
    private final Requests requests;
    private final AccessPolicies policies;
    private final Convergence convergence;
    private final Ids ids;
    private final List<Bucket> buckets;

    Walk(ControlPlane control, StoreLocation opened, PlatformLayout layout, Ledger ledger, Ids ids) {
        this.control = control;
        this.opened = opened;
        this.layout = layout;
        this.ledger = ledger;
        this.requests = new Requests(control, layout.account());
        this.policies = AccessPolicies.of(layout, "s3://" + control.bucket() + "/" + opened.prefix(), control.server());
        this.convergence = new Convergence(ledger);
        this.ids = ids;
        Buckets all = Buckets.of(layout, control.bucket(), opened);
        this.buckets = all.all(layout, requests);
        all.elsewhere()
                .forEach(root -> ledger.unavailable(new Unavailable(
                        root, "is reached in a way of its own: set it up from a platform opened there")));
    }

    /** The bucket that holds the layout. */
    void openedBucket() {
        bucket(buckets.get(0));
    }

    /** The buckets, but for the opened one, that hold a place which is meant. */
    void otherBuckets(Predicate<ZoneFolder> meant) {
        buckets.stream()
                .skip(1)
                .filter(bucket -> bucket.folders().stream().anyMatch(meant))
                .forEach(this::bucket);
        AccessPolicies.notEnforced(control.server())
                .forEach(guard ->
                        ledger.unavailable(new Unavailable("bucket policy, " + guard.guard(), guard.reason())));
    }

    private void bucket(Bucket bucket) {
        bucket.exist(ledger);
        for (Property<Bucket, String> first :
                List.of(new PublicAccess(), new ObjectOwnership(), new DefaultEncryption(), new ObjectVersions())) {
            convergence.run(bucket, first);
        }
        convergence.run(bucket, new ObjectLocks());
        convergence.run(bucket, new BucketPolicy(policies));
        convergence.run(bucket, new LifecycleRules());
        for (Property<Bucket, String> last :
                List.of(new BucketTags(), new AccessLogging(), new EventNotifications(), new ConditionalPuts(ids))) {
            convergence.run(bucket, last);
        }
    }

    /** Where the server asks for it, what lets the owner of the buckets read them; */
    void owner() {
        if (requests.isCeph()) {
            convergence.run(new CephOwner.User(control.caller(), control.bucket(), buckets, requests), new CephOwner());
        }
    }

    /** Roles, with who may take them on; the answer has those that exist by now. */
    List<IamRole> roles(Collection<Role> roles, Collection<String> principals) {
        List<IamRole> made = new ArrayList<>();
        for (Role role : roles) {
            IamRole iam = new IamRole(role, layout, requests, policies, principals);
            iam.exist(ledger);
            convergence.run(iam, new RoleTrust());
            convergence.run(iam, new RolePermissions());
            convergence.run(iam, new RoleTags());
            made.add(iam);
        }
        return made;
    }

    void layout(Optional<PlatformLayout> stored) {
        new StoredLayout(opened).converge(stored, layout, ledger);
    }
}
