package io.mlplatform.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The stored form of a layout. What is as by default is left out, and a zone with nothing else is just its root. */
final class LayoutJson {

    private static final String FORMAT = "mlplatform.layout/1";
    private static final PlatformLayout PLAIN = PlatformLayout.foldersOfOne();

    private LayoutJson() {}

    static byte[] encode(PlatformLayout layout) {
        ObjectNode json = Json.object().put("format", FORMAT);
        if (!layout.organisation().equals(PLAIN.organisation())) {
            json.put("organisation", layout.organisation());
        }
        if (!layout.environment().equals(PLAIN.environment())) {
            json.put("environment", layout.environment());
        }
        layout.region().ifPresent(region -> json.put("region", region));
        layout.account().ifPresent(account -> json.put("account", account));
        if (!layout.teams().isEmpty()) {
            json.set("teams", Json.texts(layout.teams()));
        }
        layout.accessLogs().ifPresent(place -> json.put("accessLogs", place));
        ObjectNode zones = Json.object();
        for (Zone zone : Zone.values()) {
            zones.set(zone.word(), zone(layout.zone(zone)));
        }
        json.set("zones", Json.sortedKeys(zones));
        return CanonicalJson.encode(json);
    }

    static PlatformLayout decode(byte[] bytes, String resource) {
        StoredJson json = StoredJson.parse(bytes, resource).requireFormat(FORMAT);
        StoredJson stored = json.object("zones");
        try {
            Map<Zone, ZoneSettings> zones = new EnumMap<>(Zone.class);
            for (Zone zone : Zone.values()) {
                zones.put(zone, zone(stored, zone.word()));
            }
            return new PlatformLayout(
                    json.text("organisation", PLAIN.organisation()),
                    json.text("environment", PLAIN.environment()),
                    optional(json, "region"),
                    optional(json, "account"),
                    json.has("teams") ? json.texts("teams") : List.of(),
                    zones,
                    optional(json, "accessLogs"));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new DataCorruptException(resource, e.getMessage() + "; restore the stored layout", e);
        }
    }

    private static JsonNode zone(ZoneSettings settings) {
        ZoneSettings plain = ZoneSettings.at(settings.root());
        if (settings.equals(plain)) {
            return TextNode.valueOf(settings.root());
        }
        ObjectNode json = Json.object().put("root", settings.root());
        if (settings.classification() != plain.classification()) {
            json.put("classification", settings.classification().word());
        }
        if (settings.versioning() != plain.versioning()) {
            json.put("versioning", settings.versioning().toString());
        }
        settings.kmsKey().ifPresent(key -> json.put("kmsKey", key));
        if (!settings.retention().equals(plain.retention())) {
            json.set("retention", retention(settings.retention()));
        }
        settings.objectLock().ifPresent(time -> json.put("objectLock", time.toDays()));
        return json;
    }

    private static ZoneSettings zone(StoredJson zones, String word) {
        if (zones.node().path(word).isTextual()) {
            return ZoneSettings.at(zones.text(word));
        }
        StoredJson json = zones.object(word);
        ZoneSettings plain = ZoneSettings.at(json.text("root"));
        return new ZoneSettings(
                plain.root(),
                json.has("classification")
                        ? Classification.valueOf(upper(json.text("classification")))
                        : plain.classification(),
                json.has("versioning") ? Versioning.valueOf(upper(json.text("versioning"))) : plain.versioning(),
                optional(json, "kmsKey"),
                json.find("retention").map(LayoutJson::retention).orElseGet(plain::retention),
                days(json, "objectLock"));
    }

    private static ObjectNode retention(Retention retention) {
        ObjectNode json = Json.object()
                .put("abandonedUploads", retention.abandonedUploads().toDays())
                .put("nonCurrent", retention.nonCurrent().toDays());
        retention.temporary().ifPresent(time -> json.put("temporary", time.toDays()));
        return json;
    }

    private static Retention retention(StoredJson json) {
        return new Retention(
                Duration.ofDays(json.number("abandonedUploads")),
                Duration.ofDays(json.number("nonCurrent")),
                days(json, "temporary"));
    }

    private static Optional<Duration> days(StoredJson json, String member) {
        return json.has(member) ? Optional.of(Duration.ofDays(json.number(member))) : Optional.empty();
    }

    private static Optional<String> optional(StoredJson json, String member) {
        return json.has(member) ? Optional.of(json.text(member)) : Optional.empty();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
