package dev.broadsheet.access.keys.command;

import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.access.keys.AccessKey;
import dev.broadsheet.access.keys.KeyChange;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Command;
import dev.broadsheet.kernel.events.Change;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Creates a key and prints only its token: {@code KEY=$(java -jar … keys create)}. It can't be shown again. */
@ApplicationScoped
class CreateKeyCommand implements Command {

    private final KeyHash hash;
    private final Clock clock;
    private final Event<Change> changes;

    @Inject
    CreateKeyCommand(KeyHash hash, Clock clock, Event<Change> changes) {
        this.hash = hash;
        this.clock = clock;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "keys create";
    }

    @Override
    public int run(List<String> arguments) {
        CreateKeyArguments wanted;
        try {
            wanted = CreateKeyArguments.parse(arguments, clock.now());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        }
        String token = Token.random();
        QuarkusTransaction.requiringNew().run(() -> {
            AccessKey key = AccessKey.issue(
                    wanted.name(), wanted.role(), hash.of(token), wanted.flags(), clock.now(), wanted.expiresAt());
            changes.fire(KeyChange.CREATED.of(key.name, key.createdAt));
        });
        System.out.println(token);
        return 0;
    }
}
