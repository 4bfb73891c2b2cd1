package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.features.FeatureGroup;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that only serves, on a class path with neither DuckDB nor AWS's SDK. */
class ServingAloneTest {

    @TempDir
    private static Path folder;

    @Test
    void aRecordIsServedWithoutDuckDbAndWithoutAws() throws Exception {
        try (URLClassLoader alone = alone()) {
            assertThat(alone.getResource("org/duckdb/DuckDBDriver.class")).isNull();
            assertThat(alone.getResource("software/amazon/awssdk/core/SdkClient.class"))
                    .isNull();
            Constructor<?> constructor =
                    alone.loadClass(OneRecord.class.getName()).getDeclaredConstructor(Path.class);
            constructor.setAccessible(true);

            Object served = ((Callable<?>) constructor.newInstance(folder.resolve("alone.mv"))).call();

            assertThat(served).isEqualTo("key [1] found {visits=4, plan=null}");
        }
    }

    private static URLClassLoader alone() throws IOException {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("duckdb") && !entry.contains("awssdk"))
                .map(ServingAloneTest::url)
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

    /** Runs in the class loader that has neither. */
    static final class OneRecord implements Callable<String> {
        private final Path file;

        OneRecord(Path file) {
            this.file = file;
        }

        @Override
        public String call() {
            FeatureGroup group = OnlineStoreContract.named("growth/alone").build();
            try (OnlineStore store = EmbeddedOnlineStore.open(file, SetClock.at("2026-11-23T12:00:00Z"))) {
                store.define(group);
                RecordKey key = RecordKey.of(1L);
                store.put(group, OnlineRecord.of(key, OnlineStoreContract.NINE, Map.of("visits", 4L)));
                return store.get(group, key).toString();
            }
        }
    }
}
