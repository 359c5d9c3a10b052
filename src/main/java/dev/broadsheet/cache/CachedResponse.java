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
 * A complete response with status 200: its bytes, plain and compressed, and its headers. Thread-safe. A compressed form
 * is made when a client first asks for it.
 */
public final class CachedResponse {

    /** Estimates in bytes: the objects around the content; one header; one dependency with its entry in the index. */
    private static final int OWN_SIZE = 1000;

    private static final int HEADER_SIZE = 150;
    private static final int DEPENDENCY_SIZE = 200;

    /** Bytes of the hash that the ETag keeps: a collision is expected only after about 2^64 responses of one URL. */
    private static final int TAG_BYTES = 16;

    /**
     * A header, encoded once. Most responses have the same headers, and share these objects.
     *
     * @param size bytes that it adds to the response; 0 if it is shared
     */
    public record HeaderLine(AsciiString name, AsciiString value, int size) {

        private static final int MAX_SHARED = 500;
        private static final int MAX_LENGTH = 200;
        private static final Map<String, HeaderLine> SHARED = new ConcurrentHashMap<>();

        /** Header names, one object each for all responses: every hit reads them, so they stay in the CPU cache. */
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

        /** A header that isn't shared, because hardly any other response has it. */
        public static HeaderLine own(String name, String value) {
            return new HeaderLine(name(name), AsciiString.cached(value), HEADER_SIZE + value.length());
        }

        private static AsciiString name(String name) {
            return NAMES.computeIfAbsent(name, AsciiString::cached);
        }
    }

    /** The body in one encoding. Each encoding has its own ETag (RFC 9110, section 8.8.3.3). */
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

    /** Names and values alternate. */
    private final AsciiString[] head;

    private final Dependencies dependencies;
    private final String tag;
    private final EncodedBody identityBody;
    private final AtomicReferenceArray<@Nullable EncodedBody> encodedBodies =
            new AtomicReferenceArray<>(ContentEncoding.values().length);
    private final long expiresAtMillis;
    private final int headersSize;
    private volatile boolean current = true;

    /** @param url the normalized URL, followed by the representation */
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

    /** False once a change has invalidated the response or it has expired. */
    boolean isCurrent(long now) {
        return current && now < expiresAtMillis;
    }

    /** When the response becomes outdated without any change, in milliseconds; {@code Long.MAX_VALUE} for never. */
    public long expiresAtMillis() {
        return expiresAtMillis;
    }

    void invalidate() {
        current = false;
    }

    /** Null if no client has asked for this encoding yet. */
    @Nullable
    public EncodedBody getIfEncoded(ContentEncoding encoding) {
        return encoding == ContentEncoding.IDENTITY ? identityBody : encodedBodies.get(encoding.ordinal());
    }

    /**
     * Compresses the body if that hasn't been done yet, which takes CPU time. Returns the plain body if compression
     * saves too little.
     */
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

    /** In bytes of heap, so that the limit of the cache limits heap use. */
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
