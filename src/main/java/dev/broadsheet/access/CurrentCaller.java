package dev.broadsheet.access;

import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.connection.TrustedProxies;
import dev.broadsheet.kernel.events.Actor;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of the current request. Looked up on first use and at most once, so a public read costs no statement for it.
 */
@RequestScoped
public class CurrentCaller {

    private final HttpServerRequest request;
    private final KeyHash hash;
    private final KeySource keys;
    private final Clock clock;
    private final TrustedProxies proxies;
    private final KeyAttempts attempts;

    private @Nullable Key key;

    @Inject
    CurrentCaller(
            HttpServerRequest request,
            KeyHash hash,
            KeySource keys,
            Clock clock,
            TrustedProxies proxies,
            KeyAttempts attempts) {
        this.request = request;
        this.hash = hash;
        this.keys = keys;
        this.clock = clock;
        this.proxies = proxies;
        this.attempts = attempts;
    }

    /** The key that was sent; a 401 problem if there is none, or it is unknown, expired or revoked; a 429 problem. */
    public Key require() {
        if (key == null) {
            key = attempts.limit(BearerHeader.token(credentials()), this::lookUp);
        }
        return key;
    }

    /** The same; a 403 problem if the key lacks the permission. */
    public Key require(Permission permission) {
        Key known = require();
        if (!known.has(permission)) {
            throw ForbiddenProblem.without(permission, known);
        }
        return known;
    }

    /**
     * The same, for requests where the need for a key isn't obvious.
     *
     * @param reason a sentence that the 401 shows if no key was sent
     */
    public Key require(Permission permission, String reason) {
        if (credentials().isEmpty()) {
            throw UnauthorizedProblem.noToken(reason);
        }
        return require(permission);
    }

    /** The same, also a 403 problem if the key has item rules: for what shows articles of all kinds. */
    public Key requireWithoutRules(Permission permission, String reason) {
        Key known = require(permission, reason);
        refuseRules();
        return known;
    }

    /** A 403 problem if the key has item rules. */
    void refuseRules() {
        if (!require().rules().isEmpty()) {
            throw ForbiddenProblem.because("Only keys without rules may do this.");
        }
    }

    /** Whether a key with the permission and without item rules was sent; otherwise as {@link #has}. */
    public boolean hasWithoutRules(Permission permission) {
        return has(permission) && require().rules().isEmpty();
    }

    /**
     * Whether a key with the permission was sent. False without a key, but a key that was sent must be valid: a caller
     * with a revoked key gets a 401 instead of the public response.
     */
    public boolean has(Permission permission) {
        return !credentials().isEmpty() && require().has(permission);
    }

    /** The actor; empty until the key has been looked up. */
    Optional<Actor> actor() {
        return Optional.ofNullable(key).map(known -> new Actor(known.id(), known.name(), proxies.client(request)));
    }

    private Key lookUp(String token) {
        return keys.findValid(hash.of(token), proxies.client(request), clock.now())
                .orElseThrow(() -> UnauthorizedProblem.badToken(
                        Token.isMistyped(token)
                                ? "This key is mistyped: its last six characters don't fit the rest."
                                : "This key is unknown, expired or revoked."));
    }

    private List<String> credentials() {
        return request.headers().getAll("Authorization");
    }
}
