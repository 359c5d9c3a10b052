package dev.broadsheet.answers;

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
final class Answer {

    /** In bytes, roughly: the objects around the content, one line of a head, one source with its place in the index. */
    private static final int OWN_SIZE = 1000;

    private static final int LINE_SIZE = 150;
    private static final int SOURCE_SIZE = 200;

    /** Of the hash; two answers of one URL that are alike in these are a matter of 2^64 answers. */
    private static final int TAG_BYTES = 16;

    /**
     * A line of the head, ready to be written. Most answers have the same ones, which are kept once.
     *
     * @param size bytes that it takes of an answer; none if others have it too
     */
    record Line(AsciiString name, AsciiString value, int size) {

        private static final int MAX_SHARED = 500;
        private static final int MAX_LENGTH = 200;
        private static final Map<String, Line> SHARED = new ConcurrentHashMap<>();

        /** Each once, however many answers say it: what every hit reads is at hand then. */
        private static final Map<String, AsciiString> NAMES = new ConcurrentHashMap<>();

        static Line of(String name, String value) {
            String text = name + ": " + value;
            Line shared = SHARED.get(text);
            if (shared != null) {
                return shared;
            }
            if (text.length() >= MAX_LENGTH || SHARED.size() >= MAX_SHARED) {
                return own(name, value);
            }
            Line line = new Line(name(name), AsciiString.cached(value), 0);
            SHARED.put(text, line);
            return line;
        }

        /** One that hardly another answer has. */
        static Line own(String name, String value) {
            return new Line(name(name), AsciiString.cached(value), LINE_SIZE + value.length());
        }

        private static AsciiString name(String name) {
            return NAMES.computeIfAbsent(name, AsciiString::cached);
        }
    }

    /** The bytes in one encoding. Each has an ETag of its own (RFC 9110, section 8.8.3.3). */
    record Form(Encoding encoding, Buffer bytes, AsciiString etag, AsciiString length) {

        static Form of(Encoding encoding, byte[] bytes, String tag) {
            String etag = encoding == Encoding.IDENTITY ? tag : tag + "-" + encoding.word();
            return new Form(
                    encoding,
                    Buffer.buffer(bytes),
                    AsciiString.cached("\"" + etag + "\""),
                    AsciiString.cached(Integer.toString(bytes.length)));
        }
    }

    private final String url;

    /** Names and values by turns. */
    private final AsciiString[] head;

    private final Origin origin;
    private final String tag;
    private final Form plain;
    private final AtomicReferenceArray<@Nullable Form> packed = new AtomicReferenceArray<>(Encoding.values().length);
    private final long until;
    private final int headSize;
    private volatile boolean current = true;

    /** @param url the normal one, with the representation */
    Answer(String url, byte[] bytes, List<Line> head, Origin origin) {
        this.url = url;
        this.head = head.stream()
                .flatMap(line -> Stream.of(line.name(), line.value()))
                .toArray(AsciiString[]::new);
        this.origin = origin;
        this.headSize = head.stream().mapToInt(Line::size).sum();
        this.tag = tag(bytes);
        this.until = origin.until() == null ? Long.MAX_VALUE : origin.until().toEpochMilli();
        this.plain = Form.of(Encoding.IDENTITY, bytes, tag);
    }

    String url() {
        return url;
    }

    void forEachLine(BiConsumer<AsciiString, AsciiString> taker) {
        for (int i = 0; i < head.length; i += 2) {
            taker.accept(head[i], head[i + 1]);
        }
    }

    Origin origin() {
        return origin;
    }

    /** Whether no change has touched it, and its time is not over. */
    boolean isCurrent(long now) {
        return current && now < until;
    }

    void outdate() {
        current = false;
    }

    /** Null if nobody has asked for it yet. */
    @Nullable
    Form made(Encoding encoding) {
        return encoding == Encoding.IDENTITY ? plain : packed.get(encoding.ordinal());
    }

    /** Takes a moment of work if it is not made yet. The plain one where packing wins nothing. */
    Form make(Encoding encoding) {
        Form made = made(encoding);
        if (made != null) {
            return made;
        }
        Form form = encoding.of(plain.bytes().getBytes())
                .map(packed -> Form.of(encoding, packed, tag))
                .orElse(plain);
        packed.set(encoding.ordinal(), form);
        return form;
    }

    Form plain() {
        return plain;
    }

    /** In bytes, so that the bound on all of them is one on the heap. */
    int size() {
        int size = OWN_SIZE
                + 2 * url.length()
                + headSize
                + SOURCE_SIZE * origin.sources().size()
                + plain.bytes().length();
        for (int i = 0; i < packed.length(); i++) {
            Form form = packed.get(i);
            if (form != null && form != plain) {
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
