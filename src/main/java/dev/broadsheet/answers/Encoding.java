package dev.broadsheet.answers;

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

/** How the bytes of an answer are packed (RFC 9110, section 8.4). */
enum Encoding {
    IDENTITY("identity"),
    GZIP("gzip") {
        @Override
        byte[] pack(byte[] plain) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            return packed.toByteArray();
        }
    },
    /** Only where the library has its native part for this machine. */
    BR("br") {
        @Override
        byte[] pack(byte[] plain) throws IOException {
            return Encoder.compress(plain, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
        }
    };

    /** Smaller than gzip at the same time; the higher ones cost ten times that for a few percent. */
    private static final int BROTLI_QUALITY = 5;

    /** A packet takes that much anyway. */
    private static final int WORTH_IT = 512;

    /** Browsers differ in what they accept, but there are not many. */
    private static final int MAX_KNOWN = 256;

    private static final Map<String, Encoding> KNOWN = new ConcurrentHashMap<>();

    private final String word;
    private final AsciiString ascii;

    Encoding(String word) {
        this.word = word;
        this.ascii = AsciiString.cached(word);
    }

    /** For Content-Encoding. */
    AsciiString ascii() {
        return ascii;
    }

    String word() {
        return word;
    }

    byte[] pack(byte[] plain) throws IOException {
        return plain;
    }

    /** Empty if nothing is won by it. */
    Optional<byte[]> of(byte[] plain) {
        if (plain.length < WORTH_IT) {
            return Optional.empty();
        }
        try {
            byte[] packed = pack(plain);
            return packed.length < plain.length * 9 / 10 ? Optional.of(packed) : Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The best of those that the client takes. */
    static Encoding accepted(@Nullable String header) {
        if (header == null) {
            return IDENTITY;
        }
        Encoding known = KNOWN.get(header);
        if (known != null) {
            return known;
        }
        Encoding best = best(header.toLowerCase(Locale.ROOT));
        if (KNOWN.size() < MAX_KNOWN) {
            KNOWN.put(header, best);
        }
        return best;
    }

    private static Encoding best(String header) {
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

    /** Looked for when somebody asks. */
    private static final class Brotli {
        private static final boolean IS_HERE = Brotli4jLoader.isAvailable();
    }
}
