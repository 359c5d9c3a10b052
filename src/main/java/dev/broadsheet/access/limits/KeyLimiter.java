package dev.broadsheet.access.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.broadsheet.access.Key;
import dev.broadsheet.access.KeyAttempts;
import dev.broadsheet.access.Token;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Limits the wrong keys from an address, and the requests of a key.
 *
 * <p>An address that has sent too many wrong keys gets 429 instead of 401. So that its other users aren't locked out,
 * the app still looks up keys that it has generated, because their 214 random bits can't be guessed. A key that a person
 * chose ({@code BROADSHEET_ADMIN_KEY}) can be guessed: it is looked up only if this address has used it before, so a
 * guesser never learns whether a guess beyond the limit was right.
 */
@ApplicationScoped
class KeyLimiter implements KeyAttempts {

    private static final int MAX_LOGINS = 10_000;
    private static final Duration LOGIN_KEPT = Duration.ofDays(1);

    private final LimitSettings settings;
    private final ClientAddress addresses;
    private final HttpServerRequest request;
    private final RateLimiter keys;
    private final RateLimiter wrongKeys;

    /** Chosen keys that were valid, by address. */
    private final Cache<Login, Boolean> logins = Caffeine.newBuilder()
            .maximumSize(MAX_LOGINS)
            .expireAfterAccess(LOGIN_KEPT)
            .build();

    /** @param token its SHA-256, so that memory dumps show no keys */
    private record Login(ByteBuffer address, ByteBuffer token) {}

    KeyLimiter(
            LimitSettings settings,
            ClientAddress addresses,
            HttpServerRequest request,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.addresses = addresses;
        this.request = request;
        this.keys = new RateLimiter("default", clock, meters);
        this.wrongKeys = new RateLimiter("wrong-keys", clock, meters);
    }

    @Override
    public Key limit(String token, Function<String, Key> check) {
        Key key = authenticate(token, check);
        Quota quota = keys.take(key.id(), rate(key));
        if (!quota.allowed()) {
            throw quota.exceeded("This key has sent too many requests.");
        }
        quota.addTo(request.response());
        return key;
    }

    @Override
    public void countWrong() {
        takeWrongKey(addresses.of(request));
    }

    private Rate rate(Key key) {
        return key.rate() == null ? settings.key() : Rate.aMinute(key.rate());
    }

    private Key authenticate(String token, Function<String, Key> check) {
        ByteBuffer address = addresses.of(request);
        if (Token.isGenerated(token)) {
            return check(token, check, address);
        }
        Login login = new Login(address, sha256(token));
        if (logins.getIfPresent(login) == null && wrongKeys.isExhausted(address, settings.wrongKeys())) {
            takeWrongKey(address);
        }
        Key key = check(token, check, address);
        logins.put(login, true);
        return key;
    }

    private Key check(String token, Function<String, Key> check, ByteBuffer address) {
        try {
            return check.apply(token);
        } catch (Problem refusal) {
            if (refusal.code() == ProblemCode.UNAUTHORIZED) {
                takeWrongKey(address);
            }
            throw refusal;
        }
    }

    private void takeWrongKey(ByteBuffer address) {
        Quota quota = wrongKeys.take(address, settings.wrongKeys());
        if (!quota.allowed()) {
            throw quota.exceeded("This address has sent too many wrong keys.");
        }
    }

    private static ByteBuffer sha256(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
