package dev.broadsheet.answers;

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
record Memory(long resident, long proportional) {

    static Memory of(ProcessHandle process) {
        return new Memory(line(process, "status", "VmRSS:") / 1024, line(process, "smaps_rollup", "Pss:") / 1024);
    }

    static Memory ofAll(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(Memory::of)
                .reduce(new Memory(0, 0), Memory::plus);
    }

    Memory plus(Memory other) {
        return new Memory(resident + other.resident, proportional + other.proportional);
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
