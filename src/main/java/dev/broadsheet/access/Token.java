package dev.broadsheet.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a key: {@code bs_}, 36 random base62 digits (214 bits), and a checksum of 6 digits. With prefix and
 * checksum, a secret scanner can recognise a leaked key, and the server can tell a mistyped key from a revoked one,
 * without a lookup; they add nothing to the secret. The format is GitHub's.
 */
public final class Token {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String PREFIX = "bs_";
    private static final int SECRET = 36;
    private static final int CHECK = 6;
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{" + (SECRET + CHECK) + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {}

    /** A key. */
    public static String random() {
        return random(PREFIX);
    }

    /** A token of another kind, which has its own prefix. */
    public static String random(String prefix) {
        StringBuilder secret = new StringBuilder(SECRET);
        for (int i = 0; i < SECRET; i++) {
            secret.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return prefix + secret + check(secret.toString());
    }

    /** Whether the token has the form of an issued one, so that nobody can guess it. */
    public static boolean isGenerated(String token) {
        return isGenerated(token, PREFIX);
    }

    public static boolean isGenerated(String token, String prefix) {
        return token.startsWith(prefix) && isIntact(token.substring(prefix.length()));
    }

    /**
     * Whether the token has the prefix but a wrong length, character or checksum, so that it can't have been issued.
     */
    static boolean isMistyped(String token) {
        if (!token.startsWith(PREFIX)) {
            return false;
        }
        return !isIntact(token.substring(PREFIX.length()));
    }

    private static boolean isIntact(String digits) {
        return SHAPE.matcher(digits).matches() && digits.substring(SECRET).equals(check(digits.substring(0, SECRET)));
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
