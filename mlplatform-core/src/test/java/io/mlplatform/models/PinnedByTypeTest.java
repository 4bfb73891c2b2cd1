package io.mlplatform.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that names what a model was made from by anything but a pinned version does not compile. */
class PinnedByTypeTest {

    @TempDir
    Path classes;

    @Test
    void aVersionOrARunIsAnInput() {
        assertThat(errors("draft.uses(data); draft.uses(data, \"validation\"); draft.from(run);"))
                .isEmpty();
    }

    @Test
    void aReferenceThatCouldMoveIsNone() {
        for (String input : List.of(
                "\"growth/churn@12\"",
                "\"growth/churn@latest\"",
                "io.mlplatform.VersionRef.parse(\"mlp://datasets/growth/churn@12\")",
                "io.mlplatform.EntityName.of(\"growth/churn\")")) {
            assertThat(errors("draft.uses(" + input + ");")).as(input).hasSize(1);
            assertThat(errors("draft.uses(" + input + ", \"train\");"))
                    .as(input)
                    .hasSize(1);
            assertThat(errors("draft.from(" + input + ");")).as(input).hasSize(1);
        }
    }

    private List<String> errors(String statement) {
        String source = "class Program { void run(io.mlplatform.models.ModelDraft draft,"
                + " io.mlplatform.datasets.DatasetVersion data, io.mlplatform.Producer run) { " + statement + " } }";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        compiler.getTask(
                        null,
                        null,
                        found,
                        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"),
                        null,
                        List.of(file))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
