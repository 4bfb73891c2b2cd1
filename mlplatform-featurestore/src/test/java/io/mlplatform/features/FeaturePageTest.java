package io.mlplatform.features;

import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.MlPlatform;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FeaturePageTest {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final String HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)> & \u202Eevil";

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void thePageShowsDefinitionStatisticsPlotsAndDrift() throws Exception {
        FeatureGroupVersion version = publish();
        Path file = folder.resolve("page.html");
        features.page(version).with(drift(version)).write(file);

        String html = Files.readString(file);

        assertThat(html)
                .contains("growth/activity <small>version 1", "Visits to the shop", "domain: web", "internal")
                .contains("<dt>Rows that count</dt><dd>3,000</dd>", "Money spent", "level major", "level none")
                .contains("Histogram of spend", "Most frequent values of plan", "Drift of spend", "vector(2)");
        Document page = parsed(html);
        assertThat(page.getElementsByTagName("section").getLength()).isEqualTo(7);
        assertThat(page.getElementsByTagName("svg").getLength()).isGreaterThan(10);
        assertThat(html.length()).isLessThan(100_000);
    }

    @Test
    void thePageAsksNothingOfAnyoneElse() throws Exception {
        Document page = parsed(features.page(publish()).html());

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getTagName()).isNotIn("link", "img", "iframe", "object", "use", "image");
            assertThat(element.hasAttribute("src")).isFalse();
            assertThat(element.getAttribute("href")).matches("(#feature-.*)?");
        }
    }

    @Test
    void whatOthersWroteIsShownAsText() throws Exception {
        features.define(Lake.activity()
                .feature(new FeatureColumn("plan", FeatureType.STRING)
                        .describedAs(HOSTILE)
                        .tagged(HOSTILE, HOSTILE))
                .owner(HOSTILE)
                .description(HOSTILE)
                .tag(HOSTILE, HOSTILE)
                .build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(row("customer", 1L, "at", DAY, "plan", HOSTILE))
                .add(row("customer", 2L, "at", DAY, "plan", "]]></style></svg>"))
                .message(HOSTILE)
                .publish();
        DriftReport drift = features.drift(
                version.group(),
                FeatureSample.of(version),
                FeatureSample.records(List.of(Map.of("plan", HOSTILE))),
                DriftThresholds.customary());

        String html = features.page(version).with(drift).html();

        assertThat(html).doesNotContain("<script", "<img", "\u202E").contains("&lt;script&gt;alert(&#39;x&#39;)");
        Document page = parsed(html);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(page.getDocumentElement().getTextContent()).contains("<script>alert('x')</script>");
    }

    @Test
    void aPageReplacesNoFile() throws IOException {
        FeaturePage page = features.page(publish());
        Path file = Files.writeString(folder.resolve("page.html"), "mine");

        assertThatThrownBy(() -> page.write(file)).isInstanceOf(AlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    private FeatureGroupVersion publish() {
        features.define(Lake.activity()
                .feature(new FeatureColumn("spend", FeatureType.DOUBLE)
                        .describedAs("Money spent in the shop in the last seven days, without returns")
                        .tagged("unit", "EUR"))
                .feature("plan", FeatureType.STRING)
                .feature("active", FeatureType.BOOLEAN)
                .feature("seen", FeatureType.TIMESTAMP)
                .feature(FeatureColumn.vector("taste", 2))
                .feature("nothing", FeatureType.DOUBLE)
                .ttl(Duration.ofDays(30))
                .owner("team growth")
                .description("Visits to the shop and what came of them, one row a customer and day")
                .tag("domain", "web")
                .build());
        Random random = new Random(8);
        FeatureDraft draft = features.draft("growth/activity").message("November");
        for (long i = 0; i < 3_000; i++) {
            draft.add(values(i, random, 0));
        }
        return draft.publish();
    }

    private DriftReport drift(FeatureGroupVersion version) {
        Random random = new Random(9);
        List<Map<String, Object>> served = new ArrayList<>();
        for (long i = 0; i < 800; i++) {
            Map<String, Object> row = values(i, random, 25);
            row.keySet().removeAll(List.of("customer", "at", "nothing"));
            served.add(row);
        }
        return features.drift(
                version.group(), FeatureSample.of(version), FeatureSample.records(served), DriftThresholds.customary());
    }

    private static Map<String, Object> values(long i, Random random, double more) {
        String[] plans = {"free", "free", "free", "pro", "pro", "enterprise with a long name of its own"};
        return new HashMap<>(row(
                "customer",
                i,
                "at",
                DAY,
                "visits",
                (long) Math.abs(random.nextGaussian() * 6),
                "spend",
                random.nextInt(20) == 0 ? null : Math.exp(random.nextGaussian()) * 30 + more,
                "plan",
                plans[random.nextInt(more > 0 ? 5 : 6)],
                "active",
                random.nextInt(3) > 0,
                "seen",
                DAY.minus(Duration.ofMinutes(random.nextInt(60_000))),
                "taste",
                new double[] {random.nextGaussian(), random.nextGaussian()}));
    }

    /** The page is XML but for its doctype and the elements of its head that have no end. */
    private static Document parsed(String html) throws Exception {
        String xml = html.replace("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
