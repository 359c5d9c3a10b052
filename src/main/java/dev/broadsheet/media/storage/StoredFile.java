package dev.broadsheet.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file in the store. */
public interface StoredFile {

    /** In bytes. */
    long size();

    /** The file on this machine, to read only. A store elsewhere fetches it first. */
    Path path();

    /**
     * Opens the file from a byte on; the caller closes the stream and stops reading where the requested range ends.
     *
     * @param from 0 to {@link #size}
     */
    InputStream open(long from) throws IOException;
}
