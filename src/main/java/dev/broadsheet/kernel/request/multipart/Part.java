package dev.broadsheet.kernel.request.multipart;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.Utf8;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a form.
 *
 * @param name the name of the field
 * @param fileName the last segment of the file name that the client gave; null for a field that isn't a file
 * @param type the content type of the part; null if it has none, or none that can be read
 * @param bytes to be read before the next part
 */
public record Part(
        String name, @Nullable String fileName, @Nullable MediaType type, InputStream bytes) {

    private static final int MAX_TEXT = 64 * 1024;

    public boolean isFile() {
        return fileName != null;
    }

    /**
     * The value of a field, as text in UTF-8.
     *
     * @throws ValidationProblem if it is longer than 64 KiB
     * @throws Problem 400 if it isn't UTF-8
     */
    public String text() {
        return Utf8.text(bytes(MAX_TEXT));
    }

    /** @throws ValidationProblem if the part has more bytes than {@code max} */
    public byte[] bytes(int max) {
        try {
            byte[] read = bytes.readNBytes(max + 1);
            if (read.length > max) {
                throw new ValidationProblem(
                        Fault.at("", "too-long", "The part " + name + " may have at most " + max + " bytes."));
            }
            return read;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
