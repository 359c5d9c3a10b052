package dev.broadsheet.cache;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import io.netty.util.AsciiString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The content codings of a response body (RFC 9110, section 8.4). */
public enum ContentEncoding {
    IDENTITY("identity"),
    GZIP("gzip") {
        @Override
        byte[] compress(byte[] plain) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            return packed.toByteArray();
        }
    },
    /** Only where brotli4j has a native library for this platform. */
    BR("br") {
        @Override
        byte[] compress(byte[] plain) throws IOException {
            return Encoder.compress(plain, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
        }
    };

    /** Compresses better than gzip in the same time. Higher levels take ten times as long and save a few percent. */
    private static final int BROTLI_QUALITY = 5;

    /** In bytes. Smaller bodies fit into one packet without compression. */
    private static final int MIN_SIZE = 512;

    /** Limit of remembered Accept-Encoding values: browsers differ, but send few distinct ones. */
    private static final int MAX_KNOWN = 256;

    private static final Map<String, ContentEncoding> KNOWN = new ConcurrentHashMap<>();

    private final String token;
    private final AsciiString ascii;

    ContentEncoding(String word) {
        this.token = word;
        this.ascii = AsciiString.cached(word);
    }

    /** The value of Content-Encoding. */
    public AsciiString ascii() {
        return ascii;
    }

    public String token() {
        return token;
    }

    byte[] compress(byte[] plain) throws IOException {
        return plain;
    }

    /** Empty if compression saves too little. */
    Optional<byte[]> compressIfSmaller(byte[] plain) {
        if (plain.length < MIN_SIZE) {
            return Optional.empty();
        }
        try {
            byte[] packed = compress(plain);
            return packed.length < plain.length * 9 / 10 ? Optional.of(packed) : Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The best encoding that the client accepts. */
    public static ContentEncoding accepted(@Nullable String header) {
        if (header == null) {
            return IDENTITY;
        }
        ContentEncoding known = KNOWN.get(header);
        if (known != null) {
            return known;
        }
        ContentEncoding best = best(header.toLowerCase(Locale.ROOT));
        if (KNOWN.size() < MAX_KNOWN) {
            KNOWN.put(header, best);
        }
        return best;
    }

    private static ContentEncoding best(String header) {
        double gzip = weight("gzip", header);
        double br = Brotli.IS_HERE ? weight("br", header) : 0;
        if (br > 0 && br >= gzip) {
            return BR;
        }
        return gzip > 0 ? GZIP : IDENTITY;
    }

    private static double weight(String word, String header) {
        double any = 0;
        for (String part : header.split(",")) {
            String[] words = part.split(";", -1);
            String coding = words[0].strip();
            if (coding.equals(word) || coding.equals("x-" + word)) {
                return quality(words);
            } else if (coding.equals("*")) {
                any = quality(words);
            }
        }
        return any;
    }

    private static double quality(String[] words) {
        for (int i = 1; i < words.length; i++) {
            String word = words[i].strip();
            if (word.startsWith("q=")) {
                try {
                    return Double.parseDouble(word.substring(2).strip());
                } catch (NumberFormatException none) {
                    return 0;
                }
            }
        }
        return 1;
    }

    /** Holder class: the native library is loaded on first use. */
    private static final class Brotli {
        private static final boolean IS_HERE = Brotli4jLoader.isAvailable();
    }
}
