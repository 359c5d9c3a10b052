package dev.broadsheet.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes hold of the machine's memory, in MiB; 0 where the system does not tell (only Linux does, by /proc).
 *
 * @param resident pages that are in memory; of several processes, what they share is counted for each
 * @param proportional the same, with shared pages divided among those who share them
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
