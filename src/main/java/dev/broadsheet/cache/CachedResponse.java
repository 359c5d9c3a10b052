package dev.broadsheet.cache;

import dev.broadsheet.cache.dependency.Dependencies;
import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finished answer with status 200: its bytes, as they are and packed, and the head that goes with them. Safe for all
 * threads; a packed form is made when the first client asks for it.
 */
public final class CachedResponse {

    /** In bytes, roughly: the objects around the content, one line of a head, one source with its place in the index. */
    private static final int OWN_SIZE = 1000;

    private static final int HEADER_SIZE = 150;
    private static final int DEPENDENCY_SIZE = 200;

    /** Of the hash; two answers of one URL that are alike in these are a matter of 2^64 answers. */
    private static final int TAG_BYTES = 16;

    /**
     * A line of the head, ready to be written. Most answers have the same ones, which are kept once.
     *
     * @param size bytes that it takes of an answer; none if others have it too
     */
    public record HeaderLine(AsciiString name, AsciiString value, int size) {

        private static final int MAX_SHARED = 500;
        private static final int MAX_LENGTH = 200;
        private static final Map<String, HeaderLine> SHARED = new ConcurrentHashMap<>();

        /** Each once, however many answers say it: what every hit reads is at hand then. */
        private static final Map<String, AsciiString> NAMES = new ConcurrentHashMap<>();

        public static HeaderLine of(String name, String value) {
            String text = name + ": " + value;
            HeaderLine shared = SHARED.get(text);
            if (shared != null) {
                return shared;
            }
            if (text.length() >= MAX_LENGTH || SHARED.size() >= MAX_SHARED) {
                return own(name, value);
            }
            HeaderLine line = new HeaderLine(name(name), AsciiString.cached(value), 0);
            SHARED.put(text, line);
            return line;
        }

        /** One that hardly another answer has. */
        public static HeaderLine own(String name, String value) {
            return new HeaderLine(name(name), AsciiString.cached(value), HEADER_SIZE + value.length());
        }

        private static AsciiString name(String name) {
            return NAMES.computeIfAbsent(name, AsciiString::cached);
        }
    }

    /** The bytes in one encoding. Each has an ETag of its own (RFC 9110, section 8.8.3.3). */
    public record EncodedBody(ContentEncoding encoding, Buffer bytes, AsciiString etag, AsciiString length) {

        static EncodedBody of(ContentEncoding encoding, byte[] bytes, String tag) {
            String etag = encoding == ContentEncoding.IDENTITY ? tag : tag + "-" + encoding.token();
            return new EncodedBody(
                    encoding,
                    Buffer.buffer(bytes),
                    AsciiString.cached("\"" + etag + "\""),
                    AsciiString.cached(Integer.toString(bytes.length)));
        }
    }

    private final String url;

    /** Names and values by turns. */
    private final AsciiString[] head;

    private final Dependencies dependencies;
    private final String tag;
    private final EncodedBody identityBody;
    private final AtomicReferenceArray<@Nullable EncodedBody> encodedBodies =
            new AtomicReferenceArray<>(ContentEncoding.values().length);
    private final long expiresAtMillis;
    private final int headersSize;
    private volatile boolean current = true;

    /** @param url the normal one, with the representation */
    public CachedResponse(String url, byte[] bytes, List<HeaderLine> head, Dependencies origin) {
        this.url = url;
        this.head = head.stream()
                .flatMap(line -> Stream.of(line.name(), line.value()))
                .toArray(AsciiString[]::new);
        this.dependencies = origin;
        this.headersSize = head.stream().mapToInt(HeaderLine::size).sum();
        this.tag = tag(bytes);
        this.expiresAtMillis =
                origin.expiresAt() == null ? Long.MAX_VALUE : origin.expiresAt().toEpochMilli();
        this.identityBody = EncodedBody.of(ContentEncoding.IDENTITY, bytes, tag);
    }

    String url() {
        return url;
    }

    public void forEachHeader(BiConsumer<AsciiString, AsciiString> taker) {
        for (int i = 0; i < head.length; i += 2) {
            taker.accept(head[i], head[i + 1]);
        }
    }

    public Dependencies dependencies() {
        return dependencies;
    }

    /** Whether no change has touched it, and its time is not over. */
    boolean isCurrent(long now) {
        return current && now < expiresAtMillis;
    }

    void invalidate() {
        current = false;
    }

    /** Null if nobody has asked for it yet. */
    @Nullable
    public EncodedBody getIfEncoded(ContentEncoding encoding) {
        return encoding == ContentEncoding.IDENTITY ? identityBody : encodedBodies.get(encoding.ordinal());
    }

    /** Takes a moment of work if it is not made yet. The plain one where packing wins nothing. */
    public EncodedBody encode(ContentEncoding encoding) {
        EncodedBody made = getIfEncoded(encoding);
        if (made != null) {
            return made;
        }
        EncodedBody form = encoding.compressIfSmaller(identityBody.bytes().getBytes())
                .map(packed -> EncodedBody.of(encoding, packed, tag))
                .orElse(identityBody);
        encodedBodies.set(encoding.ordinal(), form);
        return form;
    }

    public EncodedBody identityBody() {
        return identityBody;
    }

    /** In bytes, so that the bound on all of them is one on the heap. */
    int size() {
        int size = OWN_SIZE
                + 2 * url.length()
                + headersSize
                + DEPENDENCY_SIZE * dependencies.entries().size()
                + identityBody.bytes().length();
        for (int i = 0; i < encodedBodies.length(); i++) {
            EncodedBody form = encodedBodies.get(i);
            if (form != null && form != identityBody) {
                size += form.bytes().length();
            }
        }
        return size;
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
