package dev.broadsheet.articles.json;

import dev.broadsheet.access.KeyHash;
import dev.broadsheet.articles.Article;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.SiteSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code links.preview} of working copies, made from {@code broadsheet.site.preview-url}. Its token names the article
 * and a day and is signed, so nothing is stored, and it can't be revoked singly: it ends 24 to 48 hours after it was
 * made. It stays the same for a day.
 */
@ApplicationScoped
public class PreviewLinks {

    public static final String PREFIX = "bst_";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String TOKEN = "{token}";
    private static final long DAY_SECONDS = 86_400;
    private static final int NAMED = 2 * Long.BYTES + Integer.BYTES;
    private static final int SIGNATURE = 16;

    private final Optional<String> template;
    private final KeyHash hash;
    private final Clock clock;
    private volatile @Nullable SecretKeySpec secret;

    PreviewLinks(SiteSettings site, KeyHash hash, Clock clock) {
        this.template = site.previewUrl();
        this.hash = hash;
        this.clock = clock;
    }

    /** Stops the start if the setting is wrong. */
    void check(@Observes StartupEvent start) {
        template.filter(url -> !url.matches("https?://.*") || !url.contains(TOKEN))
                .ifPresent(url -> {
                    throw new IllegalArgumentException("broadsheet.site.preview-url: " + url
                            + " must begin with http:// or https:// and contain {token}, such as"
                            + " https://example.org/preview/{slug}?token={token}.");
                });
    }

    /** The link to the working copy; empty without the setting. */
    Optional<String> of(Article article, String locale) {
        return template.map(url -> url.replace("{slug}", URLEncoder.encode(article.slug, StandardCharsets.UTF_8))
                .replace("{id}", article.id.toString())
                .replace("{locale}", locale)
                .replace(TOKEN, token(article.id, clock.now())));
    }

    /** The article of a token; empty if the token is forged or has ended. */
    public Optional<UUID> article(String token, Instant now) {
        byte[] bytes = decode(token);
        if (bytes.length != NAMED + SIGNATURE) {
            return Optional.empty();
        }
        byte[] named = Arrays.copyOf(bytes, NAMED);
        if (!MessageDigest.isEqual(sign(named), Arrays.copyOfRange(bytes, NAMED, bytes.length))) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(named);
        UUID article = new UUID(read.getLong(), read.getLong());
        return read.getInt() * DAY_SECONDS > now.getEpochSecond() ? Optional.of(article) : Optional.empty();
    }

    private String token(UUID article, Instant now) {
        byte[] named = ByteBuffer.allocate(NAMED)
                .putLong(article.getMostSignificantBits())
                .putLong(article.getLeastSignificantBits())
                .putInt((int) (now.getEpochSecond() / DAY_SECONDS) + 2)
                .array();
        byte[] token = Arrays.copyOf(named, NAMED + SIGNATURE);
        System.arraycopy(sign(named), 0, token, NAMED, SIGNATURE);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException other) {
            return new byte[0];
        }
    }

    private byte[] sign(byte[] named) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret());
            return Arrays.copyOf(mac.doFinal(named), SIGNATURE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Two threads may both derive it first; the result is equal. */
    private SecretKeySpec secret() {
        SecretKeySpec known = secret;
        if (known == null) {
            known = new SecretKeySpec(hash.derive("preview-links"), ALGORITHM);
            secret = known;
        }
        return known;
    }
}
