package dev.broadsheet.access.keys.command;

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

/** Revokes a key by its id, or by its name if only one unrevoked key has it. Takes effect with the next request. */
@ApplicationScoped
class RevokeKeyCommand implements Command {

    private final Clock clock;
    private final Event<Change> changes;

    @Inject
    RevokeKeyCommand(Clock clock, Event<Change> changes) {
        this.clock = clock;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "keys revoke";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.size() != 1) {
            System.err.println("keys revoke takes one id or name.");
            return 2;
        }
        String wanted = arguments.get(0);
        int found = QuarkusTransaction.requiringNew().call(() -> revoke(wanted));
        if (found == 0) {
            System.err.println("There is no key \u201c" + wanted + "\u201d.");
        } else if (found > 1) {
            System.err.println(found + " keys go by the name \u201c" + wanted + "\u201d: give the id, from keys list.");
        }
        return found == 1 ? 0 : 2;
    }

    private int revoke(String wanted) {
        List<AccessKey> found = AccessKey.findByIdOrName(wanted);
        if (found.size() == 1) {
            found.get(0).revoke(clock.now());
            changes.fire(KeyChange.REVOKED.of(found.get(0).name, clock.now()));
        }
        return found.size();
    }
}
