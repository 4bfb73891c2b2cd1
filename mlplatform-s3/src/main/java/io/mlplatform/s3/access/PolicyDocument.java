package io.mlplatform.s3.access;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * One policy as it is sent. Immutable.
 *
 * @param name what it is for: unlike any other's of the platform
 * @param json the document, without white space
 * @param sids the names of its statements, in order; all begin with {@value #SID_PREFIX}
 */
public record PolicyDocument(String name, String json, List<String> sids) {

    /** By this, statements of the platform are told from foreign ones in the same policy. */
    public static final String SID_PREFIX = "MlPlatform";

    public PolicyDocument {
        sids = List.copyOf(sids);
    }

    static PolicyDocument of(String name, List<IamStatement> statements) {
        List<IamStatement> named = new ArrayList<>();
        statements.forEach(statement -> named.add(
                statement.toBuilder().sid(SID_PREFIX + statement.sid()).build()));
        String json = IamPolicy.builder()
                .statements(named)
                .build()
                .toJson(IamPolicyWriter.builder().prettyPrint(false).build());
        return new PolicyDocument(
                name, json, named.stream().map(IamStatement::sid).toList());
    }

    @Override
    public String toString() {
        return name + " " + sids;
    }
}
