package dev.broadsheet.media.storage;

import java.io.IOException;
import java.io.InputStream;

/** A file in the store. */
public interface StoredFile {

    /** In bytes. */
    long size();

    /**
     * Opens the file from a byte on; the caller closes the stream and stops reading where the requested range ends.
     *
     * @param from 0 to {@link #size}
     */
    InputStream open(long from) throws IOException;
}
