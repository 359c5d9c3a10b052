package dev.broadsheet.media.worker.process;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The class path of the worker process: the app's classes, and FFmpeg with its natives where they are there. It is
 * found by one resource of each, because the packaged app and the tests load classes by class loaders of Quarkus, and
 * {@code java.class.path} doesn't name what they load.
 */
record ClassPath(Set<Path> entries) {

    private static final List<String> LIBRARIES = List.of(
            "org/bytedeco/javacpp/Loader.class",
            "org/bytedeco/ffmpeg/global/avcodec.class",
            "org/bytedeco/javacpp/" + platform() + "/" + System.mapLibraryName("jnijavacpp"),
            "org/bytedeco/ffmpeg/" + platform() + "/" + System.mapLibraryName("jniavcodec"));

    /** A file of the app that Quarkus never rewrites. Classes that it has rewritten are in memory while tests run. */
    private static final String NEVER_REWRITTEN = "db/migration/V1__keys.sql";

    /** @param main the class to be run */
    static ClassPath of(Class<?> main) {
        Set<Path> entries = new LinkedHashSet<>();
        String resource = main.getName().replace('.', '/') + ".class";
        add(entries, locate(main.getClassLoader().getResource(resource), resource));
        add(entries, locate(main.getClassLoader().getResource(NEVER_REWRITTEN), NEVER_REWRITTEN));
        for (String library : LIBRARIES) {
            add(entries, locate(main.getClassLoader().getResource(library), library));
        }
        return new ClassPath(entries);
    }

    String text() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void add(Set<Path> entries, @Nullable Path entry) {
        if (entry != null) {
            entries.add(entry);
        }
    }

    /** The jar or the folder that a resource lies in. */
    private static @Nullable Path locate(@Nullable URL url, String resource) {
        try {
            if (url == null) {
                return null;
            }
            if (url.getProtocol().equals("jar")) {
                String jar = url.getPath().substring(0, url.getPath().lastIndexOf("!/"));
                return Path.of(URI.create(jar));
            }
            if (url.getProtocol().equals("file")) {
                Path root = Path.of(url.toURI());
                for (int depth = resource.split("/").length; depth > 0 && root != null; depth--) {
                    root = root.getParent();
                }
                return root;
            }
            return null;
        } catch (URISyntaxException | RuntimeException elsewhere) {
            return null;
        }
    }

    /** As JavaCPP names it. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "macosx" : system.startsWith("windows") ? "windows" : "linux")
                + (processor.equals("aarch64") ? "-arm64" : "-x86_64");
    }
}
