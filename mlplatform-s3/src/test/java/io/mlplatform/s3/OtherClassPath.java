package io.mlplatform.s3;

import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The class path of the tests, changed, for a program that loads everything anew. */
final class OtherClassPath {

    private OtherClassPath() {}

    /**
     * What the program answers.
     *
     * @param change of the entries: files and folders
     */
    static String run(Class<? extends Callable<String>> program, Consumer<List<String>> change) throws Exception {
        List<String> entries =
                new ArrayList<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        change.accept(entries);
        List<URL> urls = new ArrayList<>();
        for (String entry : entries) {
            URI uri = Path.of(entry).toUri();
            urls.add(uri.toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Constructor<?> constructor = loader.loadClass(program.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (String) ((Callable<?>) constructor.newInstance()).call();
        }
    }
}
