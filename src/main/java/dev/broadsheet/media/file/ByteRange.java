package dev.broadsheet.media.file;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One byte range of a file (RFC 9110, section 14). Several ranges in one request are answered with the whole file, as
 * the RFC permits.
 *
 * @param from the first byte, from 0
 * @param until the byte after the last
 */
record ByteRange(long from, long until) {

    private static final Pattern RANGE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})");

    /**
     * Empty for the whole file: without the header, or if it isn't a single range of bytes.
     *
     * @throws Problem 416 if the range begins behind the end of the file
     */
    static Optional<ByteRange> read(@Nullable String header, long size) {
        Matcher parts = RANGE.matcher(header == null ? "" : header.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String first = parts.group(1);
        String last = parts.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
        }
        long from = Long.parseLong(first);
        long until = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return Optional.empty();
        }
        if (from >= size) {
            throw outside(size);
        }
        return Optional.of(new ByteRange(from, until));
    }

    private static ByteRange suffix(long length, long size) {
        if (length == 0 || size == 0) {
            throw outside(size);
        }
        return new ByteRange(Math.max(0, size - length), size);
    }

    private static Problem outside(long size) {
        return new Problem(ProblemCode.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes.")
                .header("Content-Range", "bytes */" + size);
    }

    long length() {
        return until - from;
    }

    /** The value of Content-Range. */
    String of(long size) {
        return "bytes " + from + "-" + (until - 1) + "/" + size;
    }
}
