package dev.broadsheet.media.worker.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.media.worker.header.FileBytes;
import dev.broadsheet.media.worker.header.PngHeader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngRowsTest {

    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 3", "3, 1", "4, 2", "6, 4"})
    void everyFilterIsUndone(int color, int bands) throws Exception {
        int width = 37;
        int height = 41;
        byte[] samples = samples(width, height, bands);
        Path file = write(png(width, height, color, bands, samples, false));

        try (FileBytes bytes = new FileBytes(file)) {
            PngHeader header = PngHeader.read(bytes);
            assertThat(header.plain()).isTrue();
            try (PngRows rows = new PngRows(bytes, header)) {
                rows.begin(width);
                for (int y = 0; y < height; y++) {
                    assertThat(rows.next())
                            .as("row %d", y)
                            .isEqualTo(Arrays.copyOfRange(samples, y * width * bands, (y + 1) * width * bands));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 40, 30", "2, 3, 37, 41", "3, 1, 8, 8", "4, 2, 1, 1", "6, 4, 3, 5", "6, 4, 5, 2"})
    void interlacedPictureIsTheSame(int color, int bands, int width, int height) throws Exception {
        byte[] samples = samples(width, height, bands);

        Decoded plain = ImageDecoder.decode(write(png(width, height, color, bands, samples, false)), "image/png");
        Decoded interlaced = ImageDecoder.decode(write(png(width, height, color, bands, samples, true)), "image/png");

        assertThat(interlaced.original()).isEqualTo(plain.original());
        assertThat(interlaced.working().samples()).isEqualTo(plain.working().samples());
    }

    private Path write(byte[] png) throws IOException {
        return Files.write(folder.resolve("file.png"), png);
    }

    private static byte[] samples(int width, int height, int bands) {
        byte[] samples = new byte[width * height * bands];
        new Random(bands).nextBytes(samples);
        return samples;
    }

    private static byte[] png(int width, int height, int color, int bands, byte[] samples, boolean interlaced)
            throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] head = {0, 0, 0, (byte) width, 0, 0, 0, (byte) height, 8, (byte) color, 0, 0, (byte) (interlaced ? 1 : 0)
        };
        chunk(png, "IHDR", head);
        if (color == 3) {
            byte[] palette = new byte[768];
            new Random(1).nextBytes(palette);
            chunk(png, "PLTE", palette);
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            for (int[] pass : interlaced ? PASSES : new int[][] {{0, 0, 1, 1}}) {
                byte[] above = null;
                for (int y = pass[1], row = 0; y < height && pass[0] < width; y += pass[3], row++) {
                    ByteArrayOutputStream current = new ByteArrayOutputStream();
                    for (int x = pass[0]; x < width; x += pass[2]) {
                        current.write(samples, (y * width + x) * bands, bands);
                    }
                    byte[] bytes = current.toByteArray();
                    deflater.write(row % 5);
                    deflater.write(filtered(row % 5, bytes, above == null ? new byte[bytes.length] : above, bands));
                    above = bytes;
                }
            }
        }
        byte[] all = data.toByteArray();
        // In two chunks, as encoders write large pictures.
        chunk(png, "IDAT", Arrays.copyOf(all, all.length / 2));
        chunk(png, "IDAT", Arrays.copyOfRange(all, all.length / 2, all.length));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** The filters of the PNG specification, section 9.2. */
    private static byte[] filtered(int filter, byte[] row, byte[] above, int bands) {
        byte[] filtered = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            int a = i < bands ? 0 : row[i - bands] & 255;
            int b = above[i] & 255;
            int c = i < bands ? 0 : above[i - bands] & 255;
            int predicted =
                    switch (filter) {
                        case 1 -> a;
                        case 2 -> b;
                        case 3 -> (a + b) / 2;
                        case 4 -> paeth(a, b, c);
                        default -> 0;
                    };
            filtered[i] = (byte) (row[i] - predicted);
        }
        return filtered;
    }

    private static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int pa = Math.abs(p - a);
        int pb = Math.abs(p - b);
        int pc = Math.abs(p - c);
        if (pa <= pb && pa <= pc) {
            return a;
        }
        return pb <= pc ? b : c;
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) throws IOException {
        byte[] tag = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(tag);
        checksum.update(content);
        DataOutputStream out = new DataOutputStream(png);
        out.writeInt(content.length);
        out.write(tag);
        out.write(content);
        out.writeInt((int) checksum.getValue());
    }
}
