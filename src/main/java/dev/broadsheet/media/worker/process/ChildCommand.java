package dev.broadsheet.media.worker.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line of the worker process.
 *
 * @param folder its working directory, with its log and its native libraries
 * @param main its main class
 */
record ChildCommand(Path folder, Class<?> main) {

    /** The heap is small, since decoders work on rows; FFmpeg's memory is outside of it. */
    private static final List<String> OPTIONS = List.of(
            "-Xms32m",
            "-Xmx192m",
            "-Xmn24m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            // The process lives for a minute or a few. The second compiler would cost more than it saves.
            "-XX:TieredStopAtLevel=1",
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=10",
            "-XX:-ShrinkHeapInSteps",
            "-XX:ActiveProcessorCount=1",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:-UsePerfData",
            // The standard output is for outcomes alone.
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-XX:-CreateCoredumpOnCrash",
            "-Djava.awt.headless=true",
            // Frames are freed by us. JavaCPP would count the memory of the whole process against the heap's limit.
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

    ProcessBuilder builder() throws IOException {
        Files.createDirectories(folder);
        List<String> words = new ArrayList<>();
        nice().ifPresent(nice -> words.addAll(List.of(nice.toString(), "-n", "10")));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(OPTIONS);
        words.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        words.add("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("natives"));
        words.add("-cp");
        words.add(ClassPath.of(main).text());
        words.add(main.getName());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectError(log().toFile());
        // Decoders need none of the app's secrets. Windows can't do without its own.
        builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot"));
        // glibc keeps freed memory in one arena for each thread otherwise.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        // Large blocks go back to the system when they are freed.
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "131072");
        // SVT-AV1 would log every picture.
        builder.environment().put("SVT_LOG", "0");
        // Names of files are UTF-8.
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    Path log() {
        return folder.resolve("worker.log");
    }

    private static Optional<Path> nice() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String path = System.getenv("PATH");
        if (windows || path == null) {
            return Optional.empty();
        }
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> entry.startsWith("/"))
                .map(entry -> Path.of(entry, "nice"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
