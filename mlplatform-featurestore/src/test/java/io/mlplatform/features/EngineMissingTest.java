package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class EngineMissingTest {

    @Test
    void withoutDuckDbDefinitionsWorkAndAnIngestSaysWhatToAdd() throws Exception {
        try (URLClassLoader withoutDuckDb = withoutDuckDb()) {
            Class<?> program = withoutDuckDb.loadClass(IngestOfOneRow.class.getName());
            Constructor<?> constructor = program.getDeclaredConstructor();
            constructor.setAccessible(true);
            try {
                ((Callable<?>) constructor.newInstance()).call();
                throw new AssertionError("an ingest without an engine went through");
            } catch (RuntimeException e) {
                assertThat(e.getClass().getName()).isEqualTo(EngineMissingException.class.getName());
                assertThat(e).hasMessageContaining("org.duckdb:duckdb_jdbc").hasMessageContaining("add the dependency");
            } catch (InvocationTargetException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static URLClassLoader withoutDuckDb() throws IOException {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("duckdb"))
                .map(EngineMissingTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs in the class loader that has no DuckDB. */
    static final class IngestOfOneRow implements Callable<FeatureGroupVersion> {
        @Override
        public FeatureGroupVersion call() {
            try (MlPlatform platform = MlPlatform.open("mem:")) {
                FeatureRepository features = FeatureRepository.of(platform);
                FeatureGroup group = features.define(Lake.activity().build());
                assertThat(features.group("growth/activity")).isEqualTo(group);
                return features.draft("growth/activity")
                        .add(Map.of("customer", 1L, "at", Lake.NOW, "visits", 5L))
                        .publish();
            }
        }
    }
}
