package dev.broadsheet.media.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Writes metadata blocks and puts them into pictures. */
public final class MetadataSample {

    private MetadataSample() {}

    /** A JPEG unlike all others, with application segments. */
    public static byte[] jpeg(byte[]... segments) {
        byte[] picture = picture("jpeg");
        return concat(new byte[] {picture[0], picture[1]}, concat(segments), slice(picture, 2, picture.length));
    }

    /** A PNG unlike all others, with chunks behind its header. */
    static byte[] png(byte[]... chunks) {
        byte[] picture = picture("png");
        return concat(slice(picture, 0, 33), concat(chunks), slice(picture, 33, picture.length));
    }

    private static byte[] picture(String format) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, ThreadLocalRandom.current().nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static byte[] exifSegment(byte[] tiff) {
        return segment(0xE1, "Exif\0\0", tiff);
    }

    public static byte[] xmpSegment(String xmp) {
        return segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", xmp.getBytes(UTF_8));
    }

    /** IPTC-IIM among other image resources of Photoshop. */
    public static byte[] iptcSegment(byte[] dataSets) {
        byte[] other = concat(
                "8BIM".getBytes(ISO_8859_1), new byte[] {4, 0x0C, 3, 'a', 'b', 'c', 0, 0, 0, 3}, new byte[] {1, 2, 3, 0
                });
        byte[] iptc =
                concat("8BIM".getBytes(ISO_8859_1), new byte[] {4, 4, 0, 0}, number(4, dataSets.length), dataSets);
        return segment(0xED, "Photoshop 3.0\0", concat(other, iptc));
    }

    static byte[] segment(int marker, String header, byte[] data) {
        byte[] content = concat(header.getBytes(ISO_8859_1), data);
        return concat(new byte[] {(byte) 0xFF, (byte) marker}, number(2, content.length + 2), content);
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] content = concat(type.getBytes(ISO_8859_1), data);
        CRC32 crc = new CRC32();
        crc.update(content);
        return concat(number(4, data.length), content, number(4, (int) crc.getValue()));
    }

    /** A TIFF file with texts: those of the main directory, and those of the one of EXIF. */
    public static byte[] tiff(Map<Integer, byte[]> main, Map<Integer, byte[]> detail) {
        Map<Integer, byte[]> all = new TreeMap<>(main);
        int detailStart = 8 + directoryLength(main) + 12;
        all.put(0x8769, number(4, detailStart));
        return concat("MM\0*".getBytes(ISO_8859_1), number(4, 8), directory(8, all), directory(detailStart, detail));
    }

    private static int directoryLength(Map<Integer, byte[]> texts) {
        return 6
                + texts.size() * 12
                + texts.values().stream()
                        .mapToInt(text -> text.length < 4 ? 0 : text.length + 1)
                        .sum();
    }

    private static byte[] directory(int start, Map<Integer, byte[]> texts) {
        int position = start + 6 + texts.size() * 12;
        byte[] entries = number(2, texts.size());
        byte[] values = {};
        for (Map.Entry<Integer, byte[]> entry : new TreeMap<>(texts).entrySet()) {
            byte[] text = concat(entry.getValue(), new byte[1]);
            boolean pointer = entry.getKey() == 0x8769;
            byte[] value = pointer
                    ? entry.getValue()
                    : text.length <= 4 ? slice(concat(text, new byte[4]), 0, 4) : number(4, position + values.length);
            entries = concat(
                    entries,
                    number(2, entry.getKey()),
                    number(2, pointer ? 4 : 2),
                    number(4, pointer ? 1 : text.length),
                    value);
            values = pointer || text.length <= 4 ? values : concat(values, text);
        }
        return concat(entries, number(4, 0), values);
    }

    /** A data set of the application record. */
    public static byte[] dataSet(int number, byte[] value) {
        return concat(new byte[] {0x1C, 2, (byte) number}, number(2, value.length), value);
    }

    /** A packet with properties of the namespaces dc, photoshop, exif and Iptc4xmpCore. */
    public static String xmp(String properties) {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
                 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
                """ + properties + "</rdf:Description></rdf:RDF></x:xmpmeta>   <?xpacket end=\"w\"?>\0\0";
    }

    static byte[] number(int size, int value) {
        return slice(ByteBuffer.allocate(4).putInt(value).array(), 4 - size, 4);
    }

    static byte[] slice(byte[] bytes, int from, int until) {
        return java.util.Arrays.copyOfRange(bytes, from, until);
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
