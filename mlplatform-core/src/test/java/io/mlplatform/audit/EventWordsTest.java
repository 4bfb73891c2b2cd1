package io.mlplatform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Lake;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.LogEvent;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventWordsTest {

    @Test
    void everyEventOfTheFormatHasAnActionOfItsOwn() {
        assertThat(LogEvent.TYPES.stream().map(AuditAction::ofEvent).collect(Collectors.toSet()))
                .hasSameSizeAs(LogEvent.TYPES)
                .doesNotContain(AuditAction.UNKNOWN, AuditAction.DAMAGED);
    }

    @Test
    void eventsThatNoFaceWritesYetAreToldInWordsToo() {
        assertThat(told("{'type':'retire','from':2,'to':4,'until':'2026-12-01T00:00:00.000Z'}"))
                .isEqualTo("retired: versions 2 to 4, to be kept until 2026-12-01T00:00:00.000Z");
        assertThat(told("{'type':'condemn','txns':['a','b','c','d'],'previous':3}"))
                .isEqualTo("condemned: 4 transactions: a, b, c, …");
        assertThat(told("{'type':'swept','txns':2}")).isEqualTo("swept: txns=2");
        assertThat(told("{'type':'seal'}")).isEqualTo("sealed: ");
        assertThat(told("{'type':'reopen','reason':'needed'}")).isEqualTo("reopened: reason=needed");
        assertThat(told("{'type':'unpin','ids':['p']}")).isEqualTo("unpinned: 1 pin: p");
        assertThat(told("{'type':'noop','abandons':'w'}")).isEqualTo("gave up: write w, of which nothing was known");
        assertThat(told("{'type':'create','kind':'run'}")).isEqualTo("created: a run");
        assertThat(told("{'type':'alias','moves':[{'alias':'a','version':2},{'alias':'b'}]}"))
                .isEqualTo("moved alias: a → 2; b removed");
        assertThat(told("{'type':'annotate','detail':{'deployed':'endpoint','version':3,'more':{'a':1}}}"))
                .isEqualTo("annotated: deployed=endpoint, version=3, more={\"a\":1}");
    }

    @Test
    void anEventOfANewerWriterIsShownAsItStands() {
        assertThat(told("{'type':'bless','version':3}")).isEqualTo("unknown: 'bless' version=3");
        assertThat(told("{}")).isEqualTo("unknown: '' ");
    }

    @Test
    void membersOfAnotherFormThanTheFormatsAreNoFailure() {
        for (String type : LogEvent.TYPES) {
            for (String member : new String[] {"1", "[1]", "{'a':[]}", "null", "'x'", "1e300"}) {
                String event = "{'type':'" + type + "','version':" + member + ",'moves':" + member + ",'from':" + member
                        + ",'to':" + member + ",'ids':" + member + ",'txns':" + member + ",'detail':" + member
                        + ",'inputs':" + member + ",'holder':" + member + "}";
                assertThat(deed(event, Optional.empty()).action()).isEqualTo(AuditAction.ofEvent(type));
                assertThat(deed(event, Optional.of("production")).aliases()).contains("production");
            }
        }
    }

    @Test
    void whatIsToldIsOneLineOfBoundedLength() {
        Deed deed = deed(
                "{'type':'annotate','detail':{'said':'a\\n2026 root deleted it\\u202e\\u001b[2J" + "x".repeat(999)
                        + "'}}",
                Optional.empty());

        assertThat(deed.what()).hasSize(EventReader.LONGEST).endsWith("…").doesNotContain("\n", "\u202e", "\u001b");
    }

    @Test
    void aRetirementNamesItsVersionsAndAPinItsAlias() {
        Deed retirement = deed("{'type':'retire','from':2,'to':4}", Optional.empty());
        Deed pin = deed("{'type':'pin','version':7,'holder':'alias:production'}", Optional.empty());

        assertThat(retirement.version()).isEmpty();
        assertThat(retirement.names(1) || retirement.names(5)).isFalse();
        assertThat(retirement.names(2) && retirement.names(4)).isTrue();
        assertThat(pin.version()).hasValue(7);
        assertThat(pin.aliases()).containsExactly("production");
    }

    private static String told(String event) {
        Deed deed = deed(event, Optional.empty());
        return deed.action() + ": " + deed.what();
    }

    private static Deed deed(String event, Optional<String> aliasLog) {
        ObjectNode node =
                StoredJson.parse(Lake.bytes(event.replace('\'', '"')), "event").node();
        return EventReader.read(node, aliasLog);
    }
}
