package io.mlplatform.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a user of the library can see of a public type: its members and supertypes name nothing under {@code internal}. */
final class ShowNoInternalType extends ArchCondition<JavaClass> {

    /** Members that must show an internal type all the same, by full name, each with its reason. */
    private static final Map<String, String> ALLOWED = Map.of(
            "io.mlplatform.datasets.DatasetRegistry.<init>(io.mlplatform.internal.publish.VersionedZone)",
            "the entry, in another package, hands each face its zone",
            "io.mlplatform.models.ModelStore.<init>(io.mlplatform.internal.publish.VersionedZone)",
            "the entry, in another package, hands each face its zone",
            "io.mlplatform.datasets.DatasetDraft.<init>(io.mlplatform.datasets.DatasetRegistry, "
                    + "io.mlplatform.EntityName, io.mlplatform.internal.publish.DraftFiles)",
            "pipelines, another package, hand in a step's stored files",
            "io.mlplatform.models.ModelDraft.<init>(io.mlplatform.models.ModelStore, "
                    + "io.mlplatform.EntityName, io.mlplatform.internal.publish.DraftFiles)",
            "pipelines, another package, hand in a step's stored files",
            "io.mlplatform.experiments.ExperimentWorkspace.<init>(java.lang.String, "
                    + "io.mlplatform.internal.publish.VersionedZone, io.mlplatform.internal.Timing)",
            "the entry, in another package, hands each face its zone",
            "io.mlplatform.pipelines.PipelineArtifacts.<init>(java.util.Map, "
                    + "io.mlplatform.datasets.DatasetRegistry, io.mlplatform.models.ModelStore)",
            "the entry, in another package, hands each face its zone",
            "io.mlplatform.audit.Audit.<init>(java.util.Map)",
            "the entry, in another package, hands each face its zone",
            "io.mlplatform.collection.Collector.<init>(java.util.Map)",
            "the entry, in another package, hands each face its zone",
            "io.mlplatform.lineage.Lineage.<init>(java.util.Map)",
            "the entry, in another package, hands each face its zone");

    ShowNoInternalType() {
        super("show no internal type in public signatures");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaClass> supertypes = Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Set::stream);
        supertypes
                .filter(ShowNoInternalType::isInternal)
                .forEach(shown -> violated(events, type, type.getName(), shown));
        type.getMembers().stream()
                .filter(ShowNoInternalType::isVisible)
                .filter(member -> !ALLOWED.containsKey(member.getFullName()))
                .forEach(member -> member.getAllInvolvedRawTypes().stream()
                        .filter(ShowNoInternalType::isInternal)
                        .forEach(shown -> violated(events, member, member.getFullName(), shown)));
    }

    private static void violated(ConditionEvents events, Object where, String name, JavaClass shown) {
        events.add(SimpleConditionEvent.violated(where, name + " shows " + shown.getName()));
    }

    private static boolean isVisible(JavaMember member) {
        return (member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED))
                && !member.getModifiers().contains(SYNTHETIC);
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().contains(".internal");
    }
}
