package io.mlplatform.s3.provision;

import io.mlplatform.s3.provision.FakeAws.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The roles of the fake. */
final class FakeIam {

    /** One role: its trust, its tags and its policies. */
    private static final class FakeRole {
        private String trust = "";
        private final SortedMap<String, String> tags = new TreeMap<>();
        private final SortedMap<String, String> policies = new TreeMap<>();

        @Override
        public String toString() {
            return trust + " " + tags + " " + policies;
        }
    }

    private final SortedMap<String, FakeRole> roles = new TreeMap<>();

    String state() {
        return roles.toString();
    }

    int count() {
        return roles.size();
    }

    Answer answer(Map<String, String> fields) {
        String action = fields.getOrDefault("Action", "");
        String name = fields.getOrDefault("RoleName", "");
        Optional<FakeRole> found = Optional.ofNullable(roles.get(name));
        if (action.equals("CreateRole")) {
            if (found.isPresent()) {
                return Answer.iamError(409, "EntityAlreadyExists");
            }
            FakeRole role = new FakeRole();
            role.trust = fields.getOrDefault("AssumeRolePolicyDocument", "");
            roles.put(name, role);
            tag(role, fields);
            return answer(action, described(name, role));
        }
        if (found.isEmpty()) {
            return Answer.iamError(404, "NoSuchEntity");
        }
        FakeRole role = found.get();
        String policy = fields.getOrDefault("PolicyName", "");
        switch (action) {
            case "GetRole":
                return answer(action, described(name, role));
            case "UpdateAssumeRolePolicy":
                role.trust = fields.getOrDefault("PolicyDocument", "");
                return answer(action, "");
            case "TagRole":
                tag(role, fields);
                return answer(action, "");
            case "PutRolePolicy":
                role.policies.put(policy, fields.getOrDefault("PolicyDocument", ""));
                return answer(action, "");
            case "GetRolePolicy":
                String document = role.policies.get(policy);
                return document == null
                        ? Answer.iamError(404, "NoSuchEntity")
                        : answer(
                                action,
                                "<RoleName>" + name + "</RoleName><PolicyName>" + policy
                                        + "</PolicyName><PolicyDocument>" + encoded(document) + "</PolicyDocument>");
            default:
                return Answer.iamError(400, "InvalidAction");
        }
    }

    private static void tag(FakeRole role, Map<String, String> fields) {
        for (int i = 1; fields.containsKey("Tags.member." + i + ".Key"); i++) {
            role.tags.put(
                    fields.getOrDefault("Tags.member." + i + ".Key", ""),
                    fields.getOrDefault("Tags.member." + i + ".Value", ""));
        }
    }

    private static String described(String name, FakeRole role) {
        StringBuilder tags = new StringBuilder();
        role.tags.forEach(
                (key, value) -> tags.append("<member><Key>" + key + "</Key><Value>" + value + "</Value></member>"));
        return "<Role><Path>/</Path><RoleName>" + name + "</RoleName><Arn>arn:aws:iam::" + FakeAws.ACCOUNT + ":role/"
                + name + "</Arn><AssumeRolePolicyDocument>" + encoded(role.trust) + "</AssumeRolePolicyDocument><Tags>"
                + tags + "</Tags></Role>";
    }

    private static Answer answer(String action, String result) {
        return Answer.of(
                200,
                "<" + action + "Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><" + action + "Result>"
                        + result + "</" + action + "Result></" + action + "Response>");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
