package dev.broadsheet.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The only form in which a key is stored: HMAC-SHA256 under a secret of this installation. A slow password hash would
 * add nothing against 214 random bits. Keys are found by their hash in an index, so no constant-time comparison is
 * needed: the timing of the index lookup depends only on the hash, which an attacker can't choose.
 */
@ApplicationScoped
public class KeyHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final AccessSettings settings;
    private final Installation installation;
    private volatile @Nullable SecretKeySpec secret;

    @Inject
    KeyHash(AccessSettings settings, Installation installation) {
        this.settings = settings;
        this.installation = installation;
    }

    public byte[] of(String token) {
        return hmac(token);
    }

    /**
     * A key for another purpose, of 32 bytes. It differs from the hash of every token, because a token in a header can't
     * contain NUL.
     */
    public byte[] derive(String purpose) {
        return hmac("\0" + purpose);
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret());
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Read once, because it never changes while the process lives. Two threads may both read it first; the result is
     * equal.
     */
    private SecretKeySpec secret() {
        SecretKeySpec known = secret;
        if (known == null) {
            byte[] bytes = settings.keySecret()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .orElseGet(installation::keySecret);
            known = new SecretKeySpec(bytes, ALGORITHM);
            secret = known;
        }
        return known;
    }
}
