package dev.broadsheet.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Memory use of processes in MiB; 0 where the system doesn't report it (only Linux does, in /proc).
 *
 * @param resident pages in memory; pages that several processes share are counted for each
 * @param proportional the same, with shared pages divided among the processes that share them
 */
record MemoryUse(long resident, long proportional) {

    static MemoryUse of(ProcessHandle process) {
        return new MemoryUse(line(process, "status", "VmRSS:") / 1024, line(process, "smaps_rollup", "Pss:") / 1024);
    }

    static MemoryUse ofAll(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(MemoryUse::of)
                .reduce(new MemoryUse(0, 0), MemoryUse::plus);
    }

    MemoryUse plus(MemoryUse other) {
        return new MemoryUse(resident + other.resident, proportional + other.proportional);
    }

    private static long line(ProcessHandle process, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException untold) {
            return 0;
        }
    }
}
