package dev.broadsheet.access.keys;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.testkit.Api;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Creates keys for tests, as the command {@code keys create} does. */
@ApplicationScoped
public class TestKeys {

    private final KeyHash hash;
    private final Clock clock;

    TestKeys(KeyHash hash, Clock clock) {
        this.hash = hash;
        this.clock = clock;
    }

    /** A client with a new key of the given name. */
    public Api create(String name, String... flags) {
        String token = Token.random();
        QuarkusTransaction.requiringNew()
                .run(() -> new AccessKey(
                                name,
                                AccessKey.Origin.MADE,
                                hash.of(token),
                                Arrays.stream(flags)
                                        .map(flag -> Flag.of(flag).orElseThrow())
                                        .collect(Collectors.toSet()),
                                clock.now(),
                                null)
                        .persist());
        return Api.with(token);
    }
}
