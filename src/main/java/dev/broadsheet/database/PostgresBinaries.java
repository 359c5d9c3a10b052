package dev.broadsheet.database;

import dev.broadsheet.database.os.DirectoryTree;
import dev.broadsheet.database.os.IoErrorMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jboss.logging.Logger;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs ({@code initdb}, {@code postgres}), unpacked from the jar that Maven selected for this
 * platform.
 *
 * <p>They are inside the data folder, not in a shared cache. So a process that runs a program from there can only
 * belong to this folder, which is how {@link OrphanedProcesses} recognizes its own processes.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

    private static final Logger LOG = Logger.getLogger(PostgresBinaries.class);
    private static final String PREFIX = "binaries-";

    /** Only needed by programs that link against PostgreSQL; a third of the size. */
    private static final List<String> NOT_NEEDED = List.of("lib/pkgconfig/", "lib/postgresql/pgxs/");

    /**
     * Unpacks on first use only. A start that was killed half-way leaves a draft folder, which the next start doesn't
     * use.
     */
    static PostgresBinaries in(Path folder) {
        URL archive = archive();
        try {
            // The size distinguishes releases without reading 15 MB at each start; the name in the jar never changes.
            long size = archive.openConnection().getContentLengthLong();
            Path home = folder.resolve(PREFIX + size);
            if (!Files.isDirectory(home)) {
                Path draft = folder.resolve(PREFIX + "draft");
                new DirectoryTree(draft).delete();
                unpack(archive, draft);
                new DirectoryTree(draft).moveTo(home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw DatabaseStartupException.ioFailure("Unpacking PostgreSQL into " + folder, e);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Removes the binaries of earlier releases. Call it when nothing can run from them any more. */
    void deleteOthers() {
        try (Stream<Path> all = Files.list(java.util.Objects.requireNonNull(home.getParent()))) {
            for (Path other : all.filter(p -> p.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                if (!other.equals(home)) {
                    new DirectoryTree(other).delete();
                }
            }
        } catch (IOException e) {
            // Old binaries only cost space; the next start tries again.
            LOG.warnf("Removing old PostgreSQL programs failed: %s", IoErrorMessage.of(e));
        }
    }

    private static URL archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = "postgres-%s-%s.txz"
                .formatted(
                        os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : "other",
                        arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64");
        URL archive = Thread.currentThread().getContextClassLoader().getResource(name);
        if (archive == null) {
            throw new DatabaseStartupException("This build brings no PostgreSQL for " + os + " on " + arch
                    + ": build it on this machine, or set QUARKUS_DATASOURCE_JDBC_URL to an external server.");
        }
        return archive;
    }

    private static void unpack(URL archive, Path home) throws IOException {
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (needed(entry.getName())) {
                    unpack(tar, entry, home);
                }
            }
        }
    }

    private static boolean needed(String name) {
        return !name.endsWith(".a") && NOT_NEEDED.stream().noneMatch(name::startsWith);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path home) throws IOException {
        Path place = home.resolve(entry.getName()).normalize();
        if (!place.startsWith(home)) {
            throw new IOException("the archive reaches outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(java.util.Objects.requireNonNull(place.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, place);
        Files.setPosixFilePermissions(place, rights((entry.getMode() & 0100) != 0));
    }

    private static Set<PosixFilePermission> rights(boolean program) {
        Set<PosixFilePermission> rights = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (program) {
            rights.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return rights;
    }
}
