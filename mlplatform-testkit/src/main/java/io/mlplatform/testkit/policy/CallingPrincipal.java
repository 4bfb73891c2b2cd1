package io.mlplatform.testkit.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who makes a request: the names by which a policy may mean them, from the narrowest to the account, and the condition
 * keys that follow from who they are.
 *
 * @param kind what sort of principal
 * @param account the account's number; empty where a server has no accounts
 * @param names the ARNs, the narrowest first and the account's last; none for the anonymous
 * @param context condition keys such as {@code aws:PrincipalArn} and their one value
 */
public record CallingPrincipal(Kind kind, String account, List<String> names, Map<String, String> context) {

    /** What sorts of principals there are. */
    public enum Kind {
        /** An IAM user with keys of its own. */
        USER,
        /** Somebody who assumed a role. */
        ROLE_SESSION,
        /** The account itself, which may all that no policy denies. */
        ACCOUNT_ROOT,
        /** A service of the provider, such as {@code codepipeline.amazonaws.com}. */
        SERVICE,
        /** Nobody known. */
        ANONYMOUS
    }

    public CallingPrincipal {
        names = List.copyOf(names);
        context = Map.copyOf(context);
    }

    /** A user; a path belongs to the name, as in {@code ml/ann}. */
    public static CallingPrincipal user(String account, String pathAndName) {
        String arn = iam(account, "user/" + pathAndName);
        return new CallingPrincipal(
                Kind.USER,
                account,
                List.of(arn, rootOf(account)),
                Map.of(
                        "aws:username",
                        lastPart(pathAndName),
                        "aws:PrincipalArn",
                        arn,
                        "aws:PrincipalType",
                        "User",
                        "aws:PrincipalIsAWSService",
                        "false",
                        "aws:PrincipalAccount",
                        account));
    }

    /** A session of a role; a path belongs to the role, as in {@code ml/reader}. */
    public static CallingPrincipal roleSession(String account, String pathAndRole, String session) {
        String role = iam(account, "role/" + pathAndRole);
        String arn = "arn:aws:sts::" + account + ":assumed-role/" + lastPart(pathAndRole) + "/" + session;
        return new CallingPrincipal(
                Kind.ROLE_SESSION,
                account,
                List.of(arn, role, rootOf(account)),
                Map.of(
                        "aws:PrincipalArn",
                        role,
                        "aws:PrincipalType",
                        "AssumedRole",
                        "aws:PrincipalIsAWSService",
                        "false",
                        "aws:PrincipalAccount",
                        account));
    }

    /** The account's root user. */
    public static CallingPrincipal accountRoot(String account) {
        return new CallingPrincipal(
                Kind.ACCOUNT_ROOT,
                account,
                List.of(rootOf(account)),
                Map.of(
                        "aws:PrincipalArn",
                        rootOf(account),
                        "aws:PrincipalType",
                        "Account",
                        "aws:PrincipalIsAWSService",
                        "false",
                        "aws:PrincipalAccount",
                        account));
    }

    /** A service that acts by itself. */
    public static CallingPrincipal service(String name) {
        return new CallingPrincipal(Kind.SERVICE, "", List.of(name), Map.of("aws:PrincipalIsAWSService", "true"));
    }

    /** Somebody who sent no signature. */
    public static CallingPrincipal anonymous() {
        return new CallingPrincipal(Kind.ANONYMOUS, "", List.of(), Map.of("aws:PrincipalType", "Anonymous"));
    }

    /** This principal with a tag, seen as {@code aws:PrincipalTag/key}. */
    public CallingPrincipal withTag(String key, String value) {
        Map<String, String> changed = new TreeMap<>(context);
        changed.put("aws:PrincipalTag/" + key, value);
        return new CallingPrincipal(kind, account, names, changed);
    }

    static String rootOf(String account) {
        return iam(account, "root");
    }

    private static String iam(String account, String resource) {
        return "arn:aws:iam::" + account + ":" + resource;
    }

    private static String lastPart(String pathAndName) {
        return pathAndName.substring(pathAndName.lastIndexOf('/') + 1);
    }
}
