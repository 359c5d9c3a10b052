package dev.broadsheet.kernel.request.multipart;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.UploadContext;
import org.apache.commons.io.input.ProxyInputStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code multipart/form-data} (RFC 7578), one part after the other. */
public final class Multipart {

    private static final int MAX_PARTS = 200;
    private static final int MAX_PART_HEADERS = 8 * 1024;

    private Multipart() {}

    public static boolean isForm(@Nullable MediaType type) {
        return type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE) && !type.isWildcardType();
    }

    /**
     * Calls {@code reader} for each part, in order.
     *
     * @throws Problem 400 if the body isn't a form, or has more than 200 parts
     */
    public static void read(InputStream body, MediaType type, Consumer<Part> reader) {
        FileUpload parser = new FileUpload();
        parser.setHeaderEncoding(StandardCharsets.UTF_8.name());
        parser.setPartHeaderSizeMax(MAX_PART_HEADERS);
        try {
            FileItemIterator parts = parser.getItemIterator(new Body(body, type.toString()));
            for (int count = 1; parts.hasNext(); count++) {
                if (count > MAX_PARTS) {
                    throw malformed("It has more than " + MAX_PARTS + " parts.");
                }
                reader.accept(part(parts.next()));
            }
        } catch (FileUploadException | IOException broken) {
            throw malformed("It needs a boundary, parts with a name, and a closing boundary (RFC 7578).");
        }
    }

    private static Part part(FileItemStream item) throws IOException {
        String name = item.getFieldName();
        if (name == null) {
            throw malformed("A part has no name.");
        }
        return new Part(
                name,
                item.isFormField() ? null : lastSegment(item.getName()),
                type(item.getContentType()),
                new PartStream(item.openStream()));
    }

    /** Some browsers send a path. */
    private static String lastSegment(@Nullable String fileName) {
        return fileName == null
                ? ""
                : fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    }

    private static @Nullable MediaType type(@Nullable String type) {
        try {
            return type == null ? null : MediaType.valueOf(type);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static Problem malformed(String detail) {
        return new Problem(ProblemCode.MALFORMED, "The multipart form can't be read. " + detail);
    }

    /** A broken form is the client's fault; other failures of a stream would be taken for one of the disk. */
    private static final class PartStream extends ProxyInputStream {

        PartStream(InputStream part) {
            super(part);
        }

        @Override
        protected void handleIOException(IOException broken) {
            throw malformed("A part breaks off.");
        }
    }

    private record Body(InputStream stream, String type) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return -1;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public InputStream getInputStream() {
            return stream;
        }
    }
}
