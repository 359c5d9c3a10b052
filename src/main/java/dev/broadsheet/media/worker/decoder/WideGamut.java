package dev.broadsheet.media.worker.decoder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ICC profiles for colour primaries that AVIF files name by number (ITU-T H.273), with the transfer curve of sRGB.
 *
 * <p>Source: ICC.1 (profile version 2). The columns are the primaries, adapted to D50.
 */
final class WideGamut {

    private static final int DISPLAY_P3 = 12;
    private static final int BT_2020 = 9;

    private static final double[][] DISPLAY_P3_COLUMNS = {
        {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
    };
    private static final double[][] BT_2020_COLUMNS = {
        {0.67348, 0.27904, -0.00194}, {0.16567, 0.67535, 0.02998}, {0.12505, 0.04561, 0.79686}
    };

    private WideGamut() {}

    /** @return null where no profile is needed, or none is known */
    static byte @Nullable [] profile(int primaries) {
        return switch (primaries) {
            case DISPLAY_P3 -> profile(DISPLAY_P3_COLUMNS);
            case BT_2020 -> profile(BT_2020_COLUMNS);
            default -> null;
        };
    }

    private static byte[] profile(double[][] columns) {
        List<String> tags = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        add(tags, contents, "wtpt", xyz(0.9642, 1, 0.82491));
        for (int i = 0; i < 3; i++) {
            add(tags, contents, "rgb".charAt(i) + "XYZ", xyz(columns[i][0], columns[i][1], columns[i][2]));
            add(tags, contents, "rgb".charAt(i) + "TRC", curve());
        }
        add(tags, contents, "desc", description());
        int size = 128
                + 4
                + 12 * tags.size()
                + contents.stream().mapToInt(content -> content.length).sum();
        ByteBuffer profile = ByteBuffer.allocate(size);
        profile.putInt(size).putInt(0).putInt(0x02400000);
        profile.put(text("mntrRGB XYZ ")).position(36);
        profile.put(text("acsp")).position(68);
        profile.put(fixed(0.9642)).put(fixed(1)).put(fixed(0.82491)).position(128);
        profile.putInt(tags.size());
        int at = 128 + 4 + 12 * tags.size();
        for (int i = 0; i < tags.size(); i++) {
            profile.put(text(tags.get(i))).putInt(at).putInt(contents.get(i).length);
            at += contents.get(i).length;
        }
        contents.forEach(profile::put);
        return profile.array();
    }

    private static void add(List<String> tags, List<byte[]> contents, String tag, byte[] content) {
        tags.add(tag);
        contents.add(content);
    }

    private static byte[] xyz(double x, double y, double z) {
        return ByteBuffer.allocate(20)
                .put(text("XYZ "))
                .putInt(0)
                .put(fixed(x))
                .put(fixed(y))
                .put(fixed(z))
                .array();
    }

    private static byte[] curve() {
        int points = 1024;
        ByteBuffer curve =
                ByteBuffer.allocate(12 + 2 * points).put(text("curv")).putInt(0).putInt(points);
        for (int i = 0; i < points; i++) {
            double value = i / (points - 1.0);
            double light = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
            curve.putShort((short) Math.round(light * 65535));
        }
        return curve.array();
    }

    private static byte[] description() {
        return ByteBuffer.allocate(12 + 4 + 8 + 2 + 1 + 67 + 2)
                .put(text("desc"))
                .putInt(0)
                .putInt(4)
                .put(text("RGB\0"))
                .array();
    }

    private static byte[] fixed(double value) {
        return ByteBuffer.allocate(4).putInt((int) Math.round(value * 65536)).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
