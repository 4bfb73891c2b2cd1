package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.GuardedBucket.join;
import static io.mlplatform.s3.access.Statements.deny;
import static io.mlplatform.s3.access.Statements.denyElsewhere;

import io.mlplatform.internal.KeyPatterns;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Keys are written once, but for the few that are derived; the layout changes by comparison only.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html">Enforce
 *     conditional writes</a>: parts of an upload carry no condition, its completion does; CopyObject cannot
 */
final class WriteOnceGuards {

    private static final String IF_ABSENT = "s3:if-none-match";
    private static final String IF_MATCH = "s3:if-match";

    private WriteOnceGuards() {}

    static List<IamStatement.Builder> putIfAbsent(GuardedBucket bucket) {
        List<String> exempt = bucket.anywhere(join(KeyPatterns.OVERWRITTEN, bucket.layoutKey()));
        return List.of(creating(denyElsewhere("PutIfAbsent", Statements.PUT, exempt))
                .addCondition(IamConditionOperator.NULL, IF_ABSENT, "true"));
    }

    // The first layout is put if-absent, each later one if-match.
    static List<IamStatement.Builder> layoutIfMatch(GuardedBucket bucket) {
        return bucket.layoutKey().stream()
                .map(key -> creating(deny("LayoutIfMatch", Statements.PUT, bucket.anywhere(key)))
                        .addCondition(IamConditionOperator.NULL, IF_ABSENT, "true")
                        .addCondition(IamConditionOperator.NULL, IF_MATCH, "true"))
                .toList();
    }

    static List<IamStatement.Builder> layoutNotByRoles(GuardedBucket bucket) {
        return bucket.platformKeys().stream()
                .map(keys -> Statements.ifTagged(
                        deny("LayoutNotByRoles", Statements.PUT, bucket.anywhere(keys)), Statements.KIND))
                .toList();
    }

    private static IamStatement.Builder creating(IamStatement.Builder statement) {
        return statement.addCondition(IamConditionOperator.BOOL, "s3:ObjectCreationOperation", "true");
    }
}
