package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys that a stack makes: those that the layout names by an alias. Policies compare keys by ARN, which a key has only
 * once it is made, so that policies are written with a stand-in for it.
 *
 * @param layout names the stand-ins instead of the aliases
 * @param aliases in order
 */
record StackKeys(PlatformLayout layout, List<String> aliases) {

    private static final String ALIAS = "alias/";
    private static final String RESERVED = "alias/aws/";
    // No region, no account: no key's ARN.
    private static final String STAND_IN = "arn:aws:kms:::key/";

    static StackKeys of(PlatformLayout layout) {
        List<String> aliases = Arrays.stream(Zone.values())
                .flatMap(zone -> layout.zone(zone).kmsKey().stream())
                .filter(key -> key.startsWith(ALIAS))
                .distinct()
                .sorted()
                .toList();
        aliases.stream().filter(alias -> alias.startsWith(RESERVED)).findFirst().ifPresent(alias -> {
            throw new IllegalArgumentException("'" + alias
                    + "' names a key of AWS's own, whose policy cannot be written:"
                    + " name a key of yours, such as alias/" + layout.organisation() + "-models, which is then made");
        });
        PlatformLayout named = layout;
        for (Zone zone : Zone.values()) {
            ZoneSettings settings = layout.zone(zone);
            Optional<String> alias = settings.kmsKey().filter(aliases::contains);
            if (alias.isPresent()) {
                named = named.with(zone, settings.withKmsKey(standIn(alias.get())));
            }
        }
        return new StackKeys(named, aliases);
    }

    static String standIn(String alias) {
        return STAND_IN + alias;
    }

    static String logicalId(String alias) {
        return LogicalId.of("Key", alias.substring(ALIAS.length()));
    }

    /** The name by which stacks of teams import its ARN. */
    String export(String alias) {
        return layout.organisation() + "-" + layout.environment() + "-" + logicalId(alias);
    }

    /** What to write for each stand-in, in the stack that makes the keys. */
    Map<String, JsonNode> made() {
        return references(alias -> arn(logicalId(alias)));
    }

    /** What to write for each stand-in, in another stack. */
    Map<String, JsonNode> imported() {
        return references(alias -> Json.object().put("Fn::ImportValue", export(alias)));
    }

    static JsonNode arn(String logicalId) {
        return Json.object().set("Fn::GetAtt", Json.array().add(logicalId).add("Arn"));
    }

    private Map<String, JsonNode> references(Function<String, JsonNode> written) {
        return aliases.stream().collect(Collectors.toMap(StackKeys::standIn, written));
    }
}
