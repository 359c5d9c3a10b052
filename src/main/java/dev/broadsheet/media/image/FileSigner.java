package dev.broadsheet.media.image;

import dev.broadsheet.access.KeyHash;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.media.worker.ImageFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks what proves that a URL of a file was made here: the token in the name of a rendition, and the
 * signature that opens a file for a while. Both are HMAC-SHA256 under a key derived from that of the installation.
 */
@ApplicationScoped
public class FileSigner {

    private static final String ALGORITHM = "HmacSHA256";

    /** Increase it when renditions are made otherwise, so that all get new URLs. */
    private static final int RECIPE = 1;

    private static final int TOKEN_DIGITS = 10;
    private static final int SIGNATURE_DIGITS = 32;

    private static final HexFormat HEX = HexFormat.of();

    /** What a signature opens. */
    public enum Scope {
        /** Renditions, whose names have tokens. */
        RENDITIONS,
        /** The original, which tells where and with what a picture was taken. */
        ORIGINAL
    }

    /** What a signature is worth. */
    public enum Check {
        VALID,
        EXPIRED,
        /** Absent, or not made here. */
        INVALID
    }

    private final KeyHash secret;
    private final Clock clock;
    private volatile @Nullable Mac prototype;

    FileSigner(KeyHash secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** The name of a rendition. */
    public FileName name(Picture picture, Ratio ratio, int width, ImageFormat format) {
        Crop crop = picture.crop(ratio);
        String text = String.join(
                " ",
                "rendition",
                String.valueOf(RECIPE),
                picture.hash(),
                ratio.code(),
                String.valueOf(width),
                format.extension(),
                crop.left() + "," + crop.top() + "," + crop.right() + "," + crop.bottom());
        return new FileName(ratio, width, hmac(text, TOKEN_DIGITS), format);
    }

    /** Whether {@link #name} has made the name for this picture as it is cropped today. */
    public boolean isGenuine(FileName name, Picture picture) {
        return equal(name(picture, name.ratio(), name.width(), name.format()).token(), name.token());
    }

    /**
     * The query of a URL that is open for one to two hours. It is the same within an hour, so that browsers find the
     * file in their memory.
     */
    public String query(UUID media, Scope scope) {
        long expires = clock.now()
                .truncatedTo(ChronoUnit.HOURS)
                .plus(Duration.ofHours(2))
                .getEpochSecond();
        return "?expires=" + expires + "&signature=" + signature(media, scope, expires);
    }

    /** Checks the parameters of a URL. */
    public Check check(UUID media, Scope scope, @Nullable Long expires, @Nullable String signature) {
        if (expires == null || signature == null || !equal(signature(media, scope, expires), signature)) {
            return Check.INVALID;
        }
        return clock.now().isBefore(Instant.ofEpochSecond(expires)) ? Check.VALID : Check.EXPIRED;
    }

    private String signature(UUID media, Scope scope, long expires) {
        return hmac("signature " + scope + " " + media + " " + expires, SIGNATURE_DIGITS);
    }

    private static boolean equal(String expected, String sent) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.UTF_8));
    }

    private String hmac(String text, int digits) {
        try {
            byte[] code = ((Mac) mac().clone()).doFinal(text.getBytes(StandardCharsets.US_ASCII));
            return HEX.formatHex(code, 0, digits / 2);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Cloned for each use, which saves a third of the time: an image object has up to a hundred tokens. Two threads may both make it first; the results are equal.
     */
    private Mac mac() {
        Mac known = prototype;
        if (known == null) {
            try {
                known = Mac.getInstance(ALGORITHM);
                known.init(new SecretKeySpec(secret.derive("files"), ALGORITHM));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
            prototype = known;
        }
        return known;
    }
}
