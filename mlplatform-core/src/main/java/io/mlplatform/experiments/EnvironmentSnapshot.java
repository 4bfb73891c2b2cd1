package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a run was started: JVM, machine and code revision. Names no user, host, variable or argument, since those hold
 * secrets at times.
 */
record EnvironmentSnapshot(ObjectNode java, ObjectNode os, ObjectNode machine, Optional<GitRevision> git) {

    static final String FILE = "environment.json";

    private static final String FORMAT = "mlplatform.environment/1";

    /** As it is now; never fails. */
    static EnvironmentSnapshot take(Path codeFolder) {
        ObjectNode machine = Json.object()
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        return new EnvironmentSnapshot(
                properties("java.", List.of("version", "vendor", "vm.name", "vm.version")),
                properties("os.", List.of("name", "version", "arch")),
                machine,
                GitRevision.of(codeFolder));
    }

    /** The bytes of {@link #FILE}. */
    byte[] encode() {
        ObjectNode json = Json.object().put("format", FORMAT);
        json.set("java", java);
        json.set("os", os);
        json.set("machine", machine);
        git.ifPresent(revision -> {
            ObjectNode node = json.putObject("git").put("revision", revision.revision());
            revision.branch().ifPresent(branch -> node.put("branch", branch));
            revision.dirty().ifPresent(dirty -> node.put("dirty", dirty));
        });
        return CanonicalJson.encode(json);
    }

    private static ObjectNode properties(String prefix, List<String> names) {
        ObjectNode node = Json.object();
        names.forEach(name -> node.put(name, System.getProperty(prefix + name, "unknown")));
        return node;
    }
}
