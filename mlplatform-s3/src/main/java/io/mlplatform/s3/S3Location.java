package io.mlplatform.s3;

import io.mlplatform.store.ObjectKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An {@code s3://} URI, taken apart.
 *
 * @param prefix empty, or ends in {@code /}
 */
record S3Location(String bucket, String prefix, S3Settings settings) {

    private static final String SESSION_NAME = "mlplatform";

    /** Parses it; whatever is not understood is an {@link IllegalArgumentException}, and never ignored. */
    static S3Location parse(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw new IllegalArgumentException(
                    "an S3 location names a bucket, such as s3://acme-ml/team: " + uri.getPath());
        }
        if (authority.contains("@") || authority.contains(":")) {
            // The URI itself stays out of the message: it holds a secret.
            throw new IllegalArgumentException(
                    "an S3 location holds no credentials: leave out what is before the '@' or the ':', and"
                            + " sign in so that the AWS default chain finds them (AWS_PROFILE, environment, SSO, role)");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an S3 location has no '#': write it as %23");
        }
        S3Settings.Builder settings = S3Settings.builder();
        parameters(uri).forEach((name, value) -> apply(settings, name, value));
        return new S3Location(BucketName.checked(authority), prefix(uri.getPath()), settings.build());
    }

    private static void apply(S3Settings.Builder settings, String name, String value) {
        switch (name) {
            case "endpoint":
                settings.endpoint(endpoint(value));
                break;
            case "region":
                settings.region(value);
                break;
            case "server":
                settings.server(S3Server.named(value));
                break;
            case "path-style":
                settings.addressing(pathStyle(value));
                break;
            case "role":
                settings.assumeRole(value, SESSION_NAME);
                break;
            case "owner":
                settings.expectedBucketOwner(value);
                break;
            default:
                throw new IllegalArgumentException(
                        "an S3 location has no parameter '" + name
                                + "': there are endpoint, region, server, path-style, role and owner; more is set with S3Settings");
        }
    }

    private static URI endpoint(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            // Without the cause: it repeats the endpoint, with the credentials that someone may have put there.
            throw new IllegalArgumentException(
                    "an endpoint is a scheme, a host and a port, such as http://127.0.0.1:9000 (" + e.getReason()
                            + ")");
        }
    }

    private static S3Addressing pathStyle(String value) {
        return switch (value) {
            case "true" -> S3Addressing.PATH;
            case "false" -> S3Addressing.HOST;
            default -> throw new IllegalArgumentException("path-style is true or false: " + value);
        };
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = uri.getRawQuery();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new IllegalArgumentException("the parameter '" + name + "' is given twice: leave one out");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String prefix(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        String folder = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
        return folder.isEmpty() ? "" : ObjectKey.of(folder).value() + "/";
    }
}
