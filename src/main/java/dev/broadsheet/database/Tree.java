package dev.broadsheet.database;

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

/** A folder with everything below it. Links are never followed. */
record Tree(Path top) {

    void delete() throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
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

    /** Gives everything to one user, by number: a container's user often has no name. */
    void own(Owner owner) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                owner.take(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble) throws IOException {
                // The top comes last: its owner tells whether the rest was done.
                owner.take(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The finished folder appears under its name at once, and stays there when the power goes. */
    void moveTo(Path place) throws IOException {
        Files.move(top, place, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent =
                FileChannel.open(java.util.Objects.requireNonNull(place.getParent()), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }
}
