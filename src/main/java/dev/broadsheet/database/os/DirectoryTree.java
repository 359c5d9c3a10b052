package dev.broadsheet.database.os;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder with everything below it. Symbolic links are never followed. */
public record DirectoryTree(Path root) {

    public void delete() throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Changes the owner of everything, by number because a container's user often has no name. */
    public void changeOwner(FileOwner owner) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                owner.applyTo(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble) throws IOException {
                // The root folder is changed last: its owner tells whether the rest is complete.
                owner.applyTo(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Moves the folder atomically, and flushes its parent so that the move survives a power failure. */
    public void moveTo(Path place) throws IOException {
        Files.move(root, place, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent =
                FileChannel.open(java.util.Objects.requireNonNull(place.getParent()), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }
}
