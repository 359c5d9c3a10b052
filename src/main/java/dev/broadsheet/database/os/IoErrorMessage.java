package dev.broadsheet.database.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Readable messages for file system exceptions, whose own message is often only a path. */
public final class IoErrorMessage {

    private IoErrorMessage() {}

    public static String of(IOException trouble) {
        if (!(trouble instanceof FileSystemException file)) {
            return String.valueOf(trouble.getMessage());
        }
        return file.getFile() + ": " + words(file);
    }

    private static String words(FileSystemException file) {
        if (file instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (file instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (file instanceof FileAlreadyExistsException || file instanceof NotDirectoryException) {
            return "not a folder";
        }
        return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
    }
}
