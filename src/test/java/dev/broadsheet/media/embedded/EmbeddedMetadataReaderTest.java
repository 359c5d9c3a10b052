package dev.broadsheet.media.embedded;

import static dev.broadsheet.media.embedded.MetadataSample.chunk;
import static dev.broadsheet.media.embedded.MetadataSample.concat;
import static dev.broadsheet.media.embedded.MetadataSample.dataSet;
import static dev.broadsheet.media.embedded.MetadataSample.exifSegment;
import static dev.broadsheet.media.embedded.MetadataSample.iptcSegment;
import static dev.broadsheet.media.embedded.MetadataSample.jpeg;
import static dev.broadsheet.media.embedded.MetadataSample.number;
import static dev.broadsheet.media.embedded.MetadataSample.png;
import static dev.broadsheet.media.embedded.MetadataSample.segment;
import static dev.broadsheet.media.embedded.MetadataSample.tiff;
import static dev.broadsheet.media.embedded.MetadataSample.xmp;
import static dev.broadsheet.media.embedded.MetadataSample.xmpSegment;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.SiteSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMetadataReaderTest {

    private static final int DESCRIPTION = 0x010E;
    private static final int ARTIST = 0x013B;
    private static final int COPYRIGHT = 0x8298;
    private static final int DATE = 0x9003;
    private static final int OFFSET = 0x9011;
    private static final int FRACTION = 0x9291;

    private static final int DATE_CREATED = 55;
    private static final int TIME_CREATED = 60;
    private static final int BY_LINE = 80;
    private static final int CREDIT = 110;
    private static final int COPYRIGHT_NOTICE = 116;
    private static final int CAPTION = 120;

    private static final Instant NOON_IN_BERLIN = Instant.parse("2026-01-31T11:00:00Z");

    private final EmbeddedMetadataReader reader = new EmbeddedMetadataReader(new DateParser(new SiteSettings() {
        @Override
        public java.util.Optional<String> previewUrl() {
            return java.util.Optional.empty();
        }

        @Override
        public ZoneId timeZone() {
            return ZoneId.of("Europe/Berlin");
        }

        @Override
        public String locale() {
            return "en";
        }

        @Override
        public boolean slugsByLocale() {
            return false;
        }
    }));

    @TempDir
    private Path folder;

    @Test
    void exifIsRead() {
        byte[] exif = tiff(
                Map.of(DESCRIPTION, utf8("The quay"), ARTIST, utf8("Ada"), COPYRIGHT, utf8("© Ada")),
                Map.of(DATE, utf8("2026:01:31 12:00:00"), OFFSET, utf8("-05:00"), FRACTION, utf8("25")));
        EmbeddedMetadata metadata =
                new EmbeddedMetadata(null, "The quay", "Ada", "© Ada", Instant.parse("2026-01-31T17:00:00.250Z"));
        assertThat(read("image/jpeg", jpeg(exifSegment(exif)))).isEqualTo(metadata);
        assertThat(read("image/png", png(chunk("eXIf", exif)))).isEqualTo(metadata);
        assertThat(read("image/webp", webp("EXIF", exif))).isEqualTo(metadata);
        assertThat(read("image/webp", webp("EXIF", concat(utf8("Exif\0\0"), exif))))
                .isEqualTo(metadata);
        assertThat(read("image/avif", avif("Exif", "", concat(number(4, 6), utf8("Exif\0\0"), exif))))
                .isEqualTo(metadata);
    }

    @Test
    void xmpIsRead() throws IOException {
        String packet = xmp("""
                photoshop:Credit="Ada / Quay News" photoshop:DateCreated="2026-01-31T12:00:00">
                <dc:description><rdf:Alt><rdf:li xml:lang="de">Der Kai</rdf:li><rdf:li xml:lang="x-default">The quay</rdf:li>
                </rdf:Alt></dc:description>
                <dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Ben</rdf:li></rdf:Seq></dc:creator>
                <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Ada &amp; Ben</rdf:li></rdf:Alt></dc:rights>
                <Iptc4xmpCore:AltTextAccessibility>Two boats</Iptc4xmpCore:AltTextAccessibility>
                """);
        EmbeddedMetadata metadata =
                new EmbeddedMetadata("Two boats", "The quay", "Ada / Quay News", "© Ada & Ben", NOON_IN_BERLIN);
        assertThat(read("image/jpeg", jpeg(xmpSegment(packet)))).isEqualTo(metadata);
        assertThat(read("image/png", png(xmpChunk(packet, false)))).isEqualTo(metadata);
        assertThat(read("image/png", png(xmpChunk(packet, true)))).isEqualTo(metadata);
        assertThat(read("image/webp", webp("XMP ", utf8(packet)))).isEqualTo(metadata);
        assertThat(read("image/avif", avif("mime", "application/rdf+xml", utf8(packet))))
                .isEqualTo(metadata);
        assertThat(read("image/avif", avif("mime", "text/plain", utf8(packet)))).isEqualTo(EmbeddedMetadata.NONE);
    }

    @Test
    void iptcIsRead() {
        byte[] iptc = concat(
                dataSet(CAPTION, utf8("The quay")),
                dataSet(BY_LINE, utf8("Ada")),
                dataSet(BY_LINE, utf8("Ben")),
                dataSet(COPYRIGHT_NOTICE, utf8("© Ada")),
                dataSet(DATE_CREATED, utf8("20260131")),
                dataSet(TIME_CREATED, utf8("120000+0100")));
        assertThat(read("image/jpeg", jpeg(iptcSegment(iptc))))
                .isEqualTo(new EmbeddedMetadata(null, "The quay", "Ada, Ben", "© Ada", NOON_IN_BERLIN));
    }

    @Test
    void textsAreUtf8OrElseLatin1() {
        byte[] latin = "Häfen, Malmö".getBytes(ISO_8859_1);
        assertThat(read("image/jpeg", jpeg(iptcSegment(dataSet(CAPTION, latin))))
                        .caption())
                .isEqualTo("Häfen, Malmö");
        assertThat(read("image/jpeg", jpeg(iptcSegment(dataSet(CAPTION, utf8("Häfen")))))
                        .caption())
                .isEqualTo("Häfen");
        assertThat(read("image/jpeg", jpeg(exifSegment(tiff(Map.of(DESCRIPTION, latin), Map.of()))))
                        .caption())
                .isEqualTo("Häfen, Malmö");
        assertThat(read(
                                "image/webp",
                                webp("XMP ", xmp("photoshop:Credit=\"Malmö\">").getBytes(ISO_8859_1)))
                        .credit())
                .isEqualTo("Malmö");
    }

    @Test
    void xmpGoesBeforeIptcAndIptcBeforeExif() {
        byte[] exif = exifSegment(tiff(
                Map.of(DESCRIPTION, utf8("EXIF"), ARTIST, utf8("EXIF"), COPYRIGHT, utf8("EXIF")),
                Map.of(DATE, utf8("2020:01:31 12:00:00"))));
        byte[] iptc = iptcSegment(concat(
                dataSet(CAPTION, utf8("IPTC")),
                dataSet(CREDIT, utf8("IPTC")),
                dataSet(DATE_CREATED, utf8("20260131"))));
        byte[] xmp = xmpSegment(
                xmp(
                        "photoshop:DateCreated=\"2026-01-31T11:00Z\"><dc:description>XMP</dc:description><dc:creator>XMP</dc:creator>"));
        assertThat(read("image/jpeg", jpeg(exif, iptc, xmp)))
                .as("a credit line goes before names")
                .isEqualTo(new EmbeddedMetadata(null, "XMP", "IPTC", "EXIF", NOON_IN_BERLIN));
        assertThat(read("image/jpeg", jpeg(exif, iptc)))
                .as("a date with a time goes before one without")
                .isEqualTo(new EmbeddedMetadata(null, "IPTC", "IPTC", "EXIF", Instant.parse("2020-01-31T11:00:00Z")));
        assertThat(read("image/jpeg", jpeg(iptc)).takenAt()).isEqualTo(Instant.parse("2026-01-30T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DSC_0001", "IMG_20260131_120000.jpg", " ", "\0"})
    void camerasWriteNoCaptions(String text) {
        assertThat(read("image/jpeg", jpeg(exifSegment(tiff(Map.of(DESCRIPTION, utf8(text)), Map.of())))))
                .isEqualTo(EmbeddedMetadata.NONE);
    }

    @Test
    void unknownDatesAreNone() {
        for (String date : new String[] {"0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:01 12:00:00", "x"}) {
            assertThat(read("image/jpeg", jpeg(exifSegment(tiff(Map.of(), Map.of(DATE, utf8(date)))))))
                    .as(date)
                    .isEqualTo(EmbeddedMetadata.NONE);
        }
    }

    @Test
    void controlCharactersAreRemoved() {
        assertThat(read("image/jpeg", jpeg(iptcSegment(dataSet(CAPTION, utf8("The\r\nquay\0\u0007 \u0085")))))
                        .caption())
                .isEqualTo("The\nquay");
    }

    @Test
    void propertiesOfOtherThingsDontCount() {
        assertThat(read("image/jpeg", jpeg(xmpSegment(xmp("""
                ><exif:Ingredients rdf:parseType="Resource"><dc:description>Other</dc:description></exif:Ingredients>
                """))))).isEqualTo(EmbeddedMetadata.NONE);
    }

    @Test
    void brokenBlockHidesNoOther() {
        byte[] exif = exifSegment(tiff(Map.of(ARTIST, utf8("Ada")), Map.of()));
        assertThat(read("image/jpeg", jpeg(xmpSegment("<a><b>"), iptcSegment(utf8("no data sets")), exif))
                        .credit())
                .isEqualTo("Ada");
    }

    @Test
    void entitiesAreNotExpanded() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        for (String type : new String[] {
            "<!DOCTYPE x [<!ENTITY e \"bomb\">]>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
            "<!DOCTYPE x SYSTEM \"" + secret.toUri() + "\">"
        }) {
            String packet = xmp("><dc:description>x</dc:description><dc:rights>&e;</dc:rights>")
                    .replaceFirst("\n", type + "\n");
            assertThat(read("image/jpeg", jpeg(xmpSegment(packet)))).as(type).isEqualTo(EmbeddedMetadata.NONE);
        }
    }

    @Test
    void hostileBlocksCostLittle() throws IOException {
        byte[] exif = new byte[65_000];
        // Thousands of tags that share one array of rationals, and directories within directories.
        System.arraycopy(concat(utf8("MM\0*"), number(4, 8), number(2, 5_000)), 0, exif, 0, 10);
        for (int i = 0; i < 5_000; i++) {
            int tag = i % 2 == 0 ? 0x8769 : 0x0100 + i;
            System.arraycopy(
                    concat(number(2, tag), number(2, i % 2 == 0 ? 4 : 5), number(4, 8_000), number(4, 8)),
                    0,
                    exif,
                    10 + i * 12,
                    12);
        }
        byte[] bomb = new byte[64 * 1024 * 1024];
        String deep = "<a>".repeat(80_000);
        byte[] keywords =
                concat(Collections.nCopies(10_000, dataSet(25, utf8("a"))).toArray(new byte[0][]));
        Map<String, byte[]> pictures = Map.of(
                "jpeg exif", jpeg(exifSegment(exif)),
                "jpeg iptc", jpeg(iptcSegment(keywords)),
                "png bomb", png(xmpChunk(new String(bomb, ISO_8859_1), true)),
                "webp deep", webp("XMP ", utf8(deep)),
                "webp attributes", webp("XMP ", utf8("<a" + " a=''".repeat(40_000) + ">")),
                "webp siblings", webp("XMP ", utf8(xmp("><dc:creator>" + "<rdf:li>a</rdf:li>".repeat(13_000)))),
                "jpeg segments",
                        concat(new byte[] {(byte) 0xFF, (byte) 0xD8}, repeat(segment(0xE2, "", new byte[0]), 500_000)),
                "webp chunks", webp("ABCD", repeat(concat(utf8("ABCD"), new byte[4]), 500_000)));
        pictures.forEach((name, picture) -> {
            long bytes = allocated();
            long start = System.nanoTime();
            read("image/" + name.replaceFirst(" .*", ""), picture);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(name).isLessThan(Duration.ofSeconds(3));
            assertThat((allocated() - bytes) >> 20)
                    .as("MiB allocated for " + name)
                    .isLessThan(400);
        });
    }

    @Test
    void damagedFilesNeverFail() {
        Map<String, byte[]> pictures = Map.of(
                "image/jpeg",
                jpeg(
                        exifSegment(
                                tiff(Map.of(DESCRIPTION, utf8("The quay")), Map.of(DATE, utf8("2026:01:31 12:00:00")))),
                        iptcSegment(dataSet(CAPTION, utf8("The quay"))),
                        xmpSegment(xmp("><dc:description>The quay</dc:description>"))),
                "image/png",
                png(chunk("eXIf", tiff(Map.of(DESCRIPTION, utf8("The quay")), Map.of()))),
                "image/webp",
                webp("XMP ", utf8(xmp("><dc:description>The quay</dc:description>"))),
                "image/avif",
                avif("Exif", "", concat(number(4, 0), tiff(Map.of(DESCRIPTION, utf8("The quay")), Map.of()))));
        Random random = new Random(19);
        pictures.forEach((type, picture) -> {
            assertThat(read(type, picture).caption()).isEqualTo("The quay");
            for (int i = 0; i < 100; i++) {
                byte[] damaged =
                        i % 3 == 0 ? MetadataSample.slice(picture, 0, random.nextInt(picture.length)) : picture.clone();
                for (int n = random.nextInt(8); n >= 0 && damaged.length > 0; n--) {
                    damaged[random.nextInt(Math.min(400, damaged.length))] = (byte) random.nextInt();
                }
                assertThat(read(type, damaged)).isNotNull();
            }
        });
        assertThat(read("image/jpeg", new byte[0])).isEqualTo(EmbeddedMetadata.NONE);
        assertThat(read("application/pdf", utf8("%PDF"))).isEqualTo(EmbeddedMetadata.NONE);
    }

    private EmbeddedMetadata read(String type, byte[] picture) {
        try {
            return reader.read(Files.write(folder.resolve("picture"), picture), type);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] repeat(byte[] part, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] xmpChunk(String packet, boolean compressed) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(utf8("XML:com.adobe.xmp\0" + (compressed ? "\1" : "\0") + "\0en\0\0"));
        try (OutputStream out = compressed ? new DeflaterOutputStream(text) : text) {
            out.write(utf8(packet));
        }
        return chunk("iTXt", text.toByteArray());
    }

    /** RIFF is little-endian. */
    private static byte[] webp(String type, byte[] data) {
        return concat(
                utf8("RIFF"),
                new byte[4],
                utf8("WEBPVP8 "),
                new byte[] {3, 0, 0, 0, 1, 2, 3, 0},
                utf8(type),
                new byte[] {(byte) data.length, (byte) (data.length >> 8), (byte) (data.length >> 16), 0},
                data);
    }

    /** 2.6 billion extents of no bytes, in a file of 240 KB. */
    @Test
    @Timeout(20)
    void emptyExtentsAreSkipped() throws IOException {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        items.writeBytes(concat(number(4, 0), number(2, 0), number(2, 40_000)));
        for (int item = 0; item < 40_000; item++) {
            items.writeBytes(concat(number(2, 7), number(2, 0), number(2, 0xFFFF)));
        }
        byte[] info = box("infe", concat(number(4, 2 << 24), number(2, 7), number(2, 0), utf8("Exif"), utf8("\0\0")));
        byte[] infos = box("iinf", concat(number(4, 0), number(2, 1), info));
        byte[] meta = box("meta", concat(number(4, 0), infos, box("iloc", items.toByteArray())));
        assertThat(read("image/avif", concat(box("ftyp", utf8("avif\0\0\0\0")), meta)))
                .isEqualTo(EmbeddedMetadata.NONE);
    }

    /** With one item, in a box after the others. */
    private static byte[] avif(String type, String mediaType, byte[] item) {
        byte[] info = box(
                "infe",
                concat(number(4, 2 << 24), number(2, 7), number(2, 0), utf8(type), utf8("\0" + mediaType + "\0")));
        byte[] start = box("ftyp", utf8("avif\0\0\0\0"));
        byte[] infos = box("iinf", concat(number(4, 0), number(2, 1), info));
        int metaLength = 8 + 4 + infos.length + 8 + 4 + 2 + 2 + 2 + 2 + 2 + 4 + 4;
        byte[] locations = box(
                "iloc",
                concat(
                        number(4, 0),
                        number(2, 0x4400),
                        number(2, 1),
                        number(2, 7),
                        number(2, 0),
                        number(2, 1),
                        number(4, start.length + metaLength + 8),
                        number(4, item.length)));
        return concat(start, box("meta", concat(number(4, 0), infos, locations)), box("mdat", item));
    }

    private static byte[] box(String type, byte[] content) {
        return concat(number(4, content.length + 8), utf8(type), content);
    }
}
