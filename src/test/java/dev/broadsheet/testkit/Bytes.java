package dev.broadsheet.testkit;

/** Finds and changes bytes of a file. */
public final class Bytes {

    private Bytes() {}

    /** The position of the first such bytes. */
    public static int find(byte[] bytes, int... wanted) {
        for (int at = 0; at < bytes.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && (bytes[at + same] & 255) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    /** Writes a number, big-endian. */
    public static void putNumber(byte[] bytes, int at, int value, int length) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (value >> 8 * (length - 1 - i));
        }
    }
}
