package dev.broadsheet.access.keys;

import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.testkit.Api;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Clients of other editors, each with a key of its own. */
@ApplicationScoped
public class TestEditors {

    @Inject
    KeyHash hash;

    @Inject
    Clock clock;

    public Api named(String name) {
        String token = Token.random();
        QuarkusTransaction.requiringNew()
                .run(() -> new AccessKey(name, AccessKey.Origin.MADE, hash.of(token), Set.of(), clock.now(), null)
                        .persist());
        return Api.with(token);
    }
}
