package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The versions of the jars that are shipped. */
class ShippedLibrariesIT {

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^-]*)(-.+)?\\.jar");

    @TestFactory
    Stream<DynamicTest> noLibraryIsBelowItsAdvisoryFloor() throws IOException {
        Map<String, Set<String>> shipped = shipped();
        List<String[]> floors = System.getProperty("advisory.floors")
                .strip()
                .lines()
                .map(line -> line.strip().split(" "))
                .toList();
        return floors.stream()
                .map(floor -> DynamicTest.dynamicTest(floor[0], () -> {
                    assertThat(shipped).containsKey(floor[0]);
                    assertThat(shipped.get(floor[0]))
                            .allSatisfy(version ->
                                    assertThat(Version.parse(version)).isGreaterThanOrEqualTo(Version.parse(floor[1])));
                }));
    }

    @Test
    void nettyModulesHaveOneVersion() throws IOException {
        assertThat(versions("io.netty.netty-", "io.netty.netty-tcnative")).hasSize(1);
    }

    /** jackson-annotations is released once per minor version: 2.21 belongs to each 2.21.x. */
    @Test
    void jacksonModulesHaveOneVersion() throws IOException {
        assertThat(versions("com.fasterxml.jackson.", "com.fasterxml.jackson.core.jackson-annotations"))
                .hasSize(1);
    }

    private static Set<String> versions(String prefix, String except) throws IOException {
        Set<String> versions = new TreeSet<>();
        shipped().forEach((library, its) -> {
            if (library.startsWith(prefix) && !library.startsWith(except)) {
                versions.addAll(its);
            }
        });
        return versions;
    }

    /** A jar is called group.artifact-version[-classifier].jar. */
    private static Map<String, Set<String>> shipped() throws IOException {
        Map<String, Set<String>> versions = new TreeMap<>();
        try (Stream<Path> jars = Files.walk(Path.of("target/quarkus-app/lib"))) {
            jars.map(jar -> JAR.matcher(jar.getFileName().toString()).results().findFirst())
                    .flatMap(Optional::stream)
                    .forEach(jar -> add(versions, jar));
        }
        return versions;
    }

    private static void add(Map<String, Set<String>> versions, MatchResult jar) {
        versions.computeIfAbsent(jar.group(1), library -> new TreeSet<>()).add(jar.group(2));
    }
}
