package dev.broadsheet.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.broadsheet.testkit.Bytes;
import dev.broadsheet.testkit.SamplePictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files that a server should survive. The same seed makes the same files. */
final class HostileFiles {

    /**
     * An upload.
     *
     * @param kind what is wrong with it
     * @param expected the code of the refusal; "" if it may be taken as well
     */
    record HostileFile(String kind, String name, String expected, byte[] bytes) {}

    private static final int MEGABYTE = 1 << 20;

    private final Map<String, byte[]> sound = new LinkedHashMap<>();
    private final List<HostileFile> files = new ArrayList<>();
    private final Random random;

    /** Sound WebP and AVIF are written by the server itself. */
    HostileFiles(byte[] webp, byte[] transparentWebp, byte[] avif, long seed) {
        random = new Random(seed);
        sound.put("jpg", SamplePictures.jpeg(96, 64, 1));
        sound.put("progressive.jpg", SamplePictures.progressiveJpeg(96, 64, 2));
        sound.put("png", SamplePictures.png(96, 64, 3));
        sound.put("transparent.png", SamplePictures.transparentPng(96, 64, 4));
        sound.put("gif", SamplePictures.animatedGif(96, 64, 3));
        sound.put("webp", webp);
        sound.put("transparent.webp", transparentWebp);
        sound.put("avif", avif);
    }

    /** Files of every kind once, those that take long at the end. */
    List<HostileFile> madeByHand() {
        wrongSizes();
        wrongTypes();
        metadata();
        animations();
        bombs();
        return files;
    }

    /** Each sound file cut at random places. */
    List<HostileFile> truncated(int each) {
        List<HostileFile> cut = new ArrayList<>();
        sound.forEach((name, bytes) -> {
            for (int i = 0; i < each; i++) {
                byte[] rest = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
                cut.add(new HostileFile("truncated " + name, "cut." + name, "", rest));
            }
        });
        return cut;
    }

    /** Up to eight wrong bytes each, half of them in the first 200, where headers are. */
    List<HostileFile> mutated(int count) {
        List<HostileFile> mutated = new ArrayList<>();
        List<String> names = List.copyOf(sound.keySet());
        for (int i = 0; i < count; i++) {
            String name = names.get(i % names.size());
            byte[] bytes = sound(name).clone();
            int range = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 200);
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                bytes[random.nextInt(range)] = (byte) random.nextInt(256);
            }
            mutated.add(new HostileFile("mutated " + name, "mutated." + name, "", bytes));
        }
        return mutated;
    }

    private void wrongSizes() {
        String many = "image-too-many-pixels";
        for (int side : new int[] {0, 1, 50, 200, 3000, 16_384, 65_535}) {
            // Smaller than the data, larger than the data, larger than anything.
            String expected =
                    side == 0 ? "image-unreadable" : side > 16_000 ? many : side > 96 ? "image-unreadable" : "";
            String kind = "wrong size " + side;
            byte[] png = png(header(side, side, 8, 2, 0), chunk("IDAT", deflate(new byte[64 * 289])));
            add(kind, "size.png", expected, png);
            byte[] jpeg = sound("jpg").clone();
            int frame = Bytes.find(jpeg, 0xff, 0xc0);
            Bytes.putNumber(jpeg, frame + 5, side, 2);
            Bytes.putNumber(jpeg, frame + 7, side, 2);
            add(kind, "size.jpg", expected, jpeg);
            byte[] gif = sound("gif").clone();
            int image = Bytes.find(gif, 0x2c, 0, 0, 0, 0);
            for (int at : new int[] {6, 8, image + 5, image + 7}) {
                gif[at] = (byte) side;
                gif[at + 1] = (byte) (side >> 8);
            }
            add(kind, "size.gif", side == 0 || side > 16_000 ? expected : "", gif);
            byte[] webp = sound("webp").clone();
            int key = Bytes.find(webp, 0x9d, 0x01, 0x2a);
            Bytes.putNumber(webp, key + 3, (side & 255) << 8 | side >> 8 & 0x3f, 2);
            Bytes.putNumber(webp, key + 5, (side & 255) << 8 | side >> 8 & 0x3f, 2);
            add(kind, "size.webp", side == 0 ? expected : "", webp);
            byte[] avif = sound("avif").clone();
            int box = Bytes.find(avif, 'i', 's', 'p', 'e');
            Bytes.putNumber(avif, box + 8, side, 4);
            Bytes.putNumber(avif, box + 12, side, 4);
            add(kind, "size.avif", side >= 3000 ? many : "image-unreadable", avif);
        }
        add("wrong size 2^31", "size.png", many, png(header(-1, -1, 8, 6, 1), chunk("IDAT", deflate(new byte[100]))));
    }

    private void wrongTypes() {
        String refused = "unsupported-media";
        String script = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>";
        add("HTML", "page.jpg", refused, script.getBytes(ISO_8859_1));
        add("SVG", "drawing.png", refused, """
                <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>x</text></svg>""".getBytes(ISO_8859_1));
        add("SVG bomb", "drawing.svg", refused, ("""
                <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>
                """).getBytes(ISO_8859_1));
        byte[] heic = sound("avif").clone();
        System.arraycopy("heic".getBytes(ISO_8859_1), 0, heic, Bytes.find(heic, 'a', 'v', 'i', 'f'), 4);
        add("HEIC", "photo.jpg", refused, heic);
        byte[] zip = {
            'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 'a', 3, 0
        };
        add("ZIP", "photo.jpg", refused, zip);
        add("executable", "photo.jpg", refused, concat(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}, new byte[100]));
        add("polyglot GIF", "a.gif", "image-unreadable", ("GIF89a/*" + script + "*/=1;").getBytes(ISO_8859_1));
        add("polyglot JPEG, HTML", "a.html", "", concat(sound("jpg"), script.getBytes(ISO_8859_1)));
        add("polyglot PNG, ZIP", "a.zip", "", concat(sound("png"), zip));
        add("polyglot JPEG, PNG", "a.jpg", "", concat(sound("jpg"), sound("png")));
        add(
                "head of a JPEG",
                "a.jpg",
                "image-unreadable",
                concat(new byte[] {-1, -40, -1}, script.getBytes(ISO_8859_1)));
    }

    private void metadata() {
        byte[] jpeg = sound("jpg");
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        segments.write(jpeg, 0, 2);
        byte[] xmp = ("http://ns.adobe.com/xap/1.0/\0" + "<a>".repeat(20_000)).getBytes(ISO_8859_1);
        byte[] icc = concat("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), new byte[65_000]);
        byte[] exif = concat("Exif\0\0MM\0*\0\0\0\b\377\377".getBytes(ISO_8859_1), new byte[65_000]);
        for (int i = 0; i < 80; i++) {
            for (byte[] content : List.of(xmp, icc, exif)) {
                byte[] segment =
                        SamplePictures.withSegment(new byte[] {-1, -40}, content == icc ? 0xe2 : 0xe1, content);
                segments.write(segment, 2, segment.length - 2);
            }
        }
        segments.write(jpeg, 2, jpeg.length - 2);
        add("15 MB of segments", "a.jpg", "", segments.toByteArray());
        byte[] zeros = deflate(new byte[100 * MEGABYTE]);
        byte[] head = header(96, 64, 8, 2, 0);
        byte[] data = chunk("IDAT", deflate(new byte[64 * 289]));
        add("iCCP bomb", "a.png", "", png(head, chunk("iCCP", concat("x\0\0".getBytes(ISO_8859_1), zeros)), data));
        add(
                "zTXt bomb",
                "a.png",
                "",
                png(head, chunk("zTXt", concat("Comment\0\0".getBytes(ISO_8859_1), zeros)), data));
        byte[] text = concat("XML:com.adobe.xmp\0\1\0\0\0".getBytes(ISO_8859_1), zeros);
        add("iTXt bomb", "a.png", "", png(head, chunk("iTXt", text), data));
        add("large iCCP", "a.png", "", png(head, chunk("iCCP", new byte[20 * MEGABYTE]), data));
        byte[] empty = chunk("IDAT", new byte[0]);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000_000; i++) {
            chunks.writeBytes(empty);
        }
        add("a million chunks", "a.png", "", png(head, chunks.toByteArray(), data));
        add("endless chunk", "a.png", "image-unreadable", png(head, new byte[] {127, -1, -1, -1, 'I', 'D', 'A', 'T'}));
        add("no data", "a.png", "image-unreadable", png(head));
    }

    private void animations() {
        add("301 frames", "a.gif", "image-too-many-frames", SamplePictures.animatedGif(8, 8, 301));
        add("300 frames", "a.gif", "", SamplePictures.animatedGif(96, 64, 300));
        byte[] endless = {-1, -1, -1, -1, 0, 0, 0, 0};
        byte[] data = chunk("IDAT", deflate(new byte[64 * 289]));
        add(
                "endless APNG",
                "a.png",
                "image-too-many-frames",
                png(header(96, 64, 8, 2, 0), chunk("acTL", endless), data));
        byte[] still = sound("webp");
        byte[] picture = Arrays.copyOfRange(still, 12, still.length);
        ByteBuffer frame = ByteBuffer.allocate(16);
        Bytes.putNumber(frame.array(), 6, 95 << 16, 3);
        Bytes.putNumber(frame.array(), 9, 63 << 16, 3);
        byte[] frames = riff("ANMF", concat(frame.array(), picture));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.writeBytes("WEBP".getBytes(ISO_8859_1));
        many.writeBytes(riff("VP8X", new byte[] {2, 0, 0, 0, 95, 0, 0, 63, 0, 0}));
        many.writeBytes(riff("ANIM", new byte[6]));
        for (int i = 0; i < 300; i++) {
            many.writeBytes(frames);
        }
        add("300 frames", "a.webp", "", riff("RIFF", many.toByteArray()));
        many.writeBytes(frames);
        add("301 frames", "a.webp", "image-too-many-frames", riff("RIFF", many.toByteArray()));
    }

    private void bombs() {
        add("65 scans", "a.jpg", "image-too-many-scans", SamplePictures.scanBomb(200, 64));
        add("many scans", "a.jpg", "image-too-many-scans", SamplePictures.scanBomb(2_000, 300));
        byte[] zeros = deflate(new byte[16_384 * 2_400]);
        add("gray PNG, 39 MP", "a.png", "", png(header(16_384, 2_400, 8, 0, 0), chunk("IDAT", zeros)));
        add("256 MP", "a.png", "image-too-many-pixels", png(header(16_000, 16_000, 8, 0, 0), chunk("IDAT", zeros)));
        byte[] wide = deflate(new byte[6_320 * (6_320 * 8 / 4 + 1)]);
        add("interlaced, cut", "a.png", "image-unreadable", png(header(6_320, 6_320, 16, 6, 1), chunk("IDAT", wide)));
        BufferedImage gray = new BufferedImage(10_000, 10_000, BufferedImage.TYPE_BYTE_GRAY);
        add("gray JPEG, 100 MP", "a.jpg", "", SamplePictures.jpeg(gray, false));
        // Too slow or just not, depending on the machine.
        add("slow scans", "a.jpg", "", SamplePictures.scanBomb(4_900, 50));
    }

    private void add(String kind, String name, String expected, byte[] bytes) {
        files.add(new HostileFile(kind, name, expected, bytes));
    }

    private byte[] sound(String name) {
        return Objects.requireNonNull(sound.get(name));
    }

    private static byte[] header(int width, int height, int depth, int color, int interlaced) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) color)
                        .putShort((short) 0)
                        .put((byte) interlaced)
                        .array());
    }

    private static byte[] png(byte[]... chunks) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        for (byte[] chunk : chunks) {
            png.writeBytes(chunk);
        }
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(content.length + 12);
        chunk.putInt(content.length).put(type.getBytes(ISO_8859_1)).put(content);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, content.length + 4);
        return chunk.putInt((int) checksum.getValue()).array();
    }

    private static byte[] riff(String type, byte[] content) {
        byte[] chunk = new byte[8 + content.length + content.length % 2];
        System.arraycopy(type.getBytes(ISO_8859_1), 0, chunk, 0, 4);
        Bytes.putNumber(chunk, 4, Integer.reverseBytes(content.length), 4);
        System.arraycopy(content, 0, chunk, 8, content.length);
        return chunk;
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
