package io.mlplatform.s3.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Random statements over a few keys and the actions that the trials need. */
final class RandomStatements {

    private static final List<String> ACTIONS = List.of(
            "s3:GetObject",
            "s3:GetObject",
            "s3:PutObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:ListBucket",
            "s3:ListBucket",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
            "s3:ListBucketMultipartUploads",
            "s3:GetObjectTagging",
            "s3:GetBucketLocation",
            "s3:Get*",
            "s3:Put*",
            "s3:List*",
            "s3:*Object",
            "s3:G?tObject",
            "S3:getobject",
            "s3:*",
            "*");

    /** None of them keeps the owner from replacing the bucket's policy. */
    private static final List<String> BUCKET_ACTIONS = List.of(
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:ListBucket",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
            "s3:ListBucketMultipartUploads",
            "s3:GetObjectTagging",
            "s3:GetBucketLocation",
            "s3:Get*",
            "s3:List*",
            "s3:*Object",
            "S3:getobject");

    private static final List<String> RESOURCES = List.of(
            "arn:aws:s3:::@bucket@/*",
            "arn:aws:s3:::@bucket@/a/*",
            "arn:aws:s3:::@bucket@/b/*",
            "arn:aws:s3:::@bucket@/?/x",
            "arn:aws:s3:::@bucket@/*/x",
            "arn:aws:s3:::@bucket@/a/x",
            "arn:aws:s3:::@bucket@/A/*",
            "arn:aws:s3:::@bucket@/*new*",
            "arn:aws:s3:::@bucket@",
            "arn:aws:s3:::@bucket@",
            "arn:aws:s3:::@bucket@*",
            "arn:aws:s3:::*");
    private static final List<String> PRINCIPALS = List.of("@user@", "@role@", "@session@", "@owner@", "*", "*");

    private final Random random;
    private final RandomConditions conditions;

    RandomStatements(Random random) {
        this.random = random;
        this.conditions = new RandomConditions(random);
    }

    ObjectNode ofIdentity() {
        return next(ACTIONS);
    }

    ObjectNode ofBucket() {
        ObjectNode statement = next(BUCKET_ACTIONS);
        boolean others = random.nextInt(5) == 0;
        List<String> from = others ? PRINCIPALS.subList(0, 4) : PRINCIPALS;
        ArrayNode names =
                statement.putObject(others ? "NotPrincipal" : "Principal").putArray("AWS");
        some(from).forEach(names::add);
        return statement;
    }

    private ObjectNode next(List<String> actions) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Effect", random.nextInt(3) == 0 ? "Deny" : "Allow");
        ArrayNode chosen = statement.putArray(random.nextInt(8) == 0 ? "NotAction" : "Action");
        some(actions).forEach(chosen::add);
        ArrayNode resources = statement.putArray(random.nextInt(7) == 0 ? "NotResource" : "Resource");
        some(RESOURCES).forEach(resources::add);
        if (random.nextInt(2) == 0) {
            statement.set("Condition", conditions.next());
        }
        return statement;
    }

    private List<String> some(List<String> values) {
        return random.ints(1L + random.nextInt(3), 0, values.size())
                .mapToObj(values::get)
                .distinct()
                .toList();
    }
}
