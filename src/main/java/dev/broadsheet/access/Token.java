package dev.broadsheet.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a key: {@code bs_}, 36 random base62 digits (214 bits), and 6 digits that check them. Prefix and checksum
 * let a secret scanner tell a leaked key from noise, and a typing error from a revoked key, without asking anyone; they
 * add nothing to the secret. The form is GitHub's.
 */
public final class Token {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String PREFIX = "bs_";
    private static final int SECRET = 36;
    private static final int CHECK = 6;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (SECRET + CHECK) + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {}

    public static String random() {
        StringBuilder secret = new StringBuilder(SECRET);
        for (int i = 0; i < SECRET; i++) {
            secret.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return PREFIX + secret + check(secret.toString());
    }

    /** Shaped like one of ours, but never made by us. */
    static boolean isMistyped(String token) {
        if (!token.startsWith(PREFIX)) {
            return false;
        }
        if (!SHAPE.matcher(token).matches()) {
            return true;
        }
        int end = PREFIX.length() + SECRET;
        return !token.substring(end).equals(check(token.substring(PREFIX.length(), end)));
    }

    private static String check(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECK];
        for (int i = CHECK - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
