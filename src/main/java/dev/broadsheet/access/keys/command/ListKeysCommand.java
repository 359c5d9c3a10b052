package dev.broadsheet.access.keys.command;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.keys.AccessKey;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Command;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the keys, one per line with tab-separated columns, for {@code cut} and {@code column -t}. */
@ApplicationScoped
class ListKeysCommand implements Command {

    private final Clock clock;

    @Inject
    ListKeysCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "keys list";
    }

    @Override
    public int run(List<String> arguments) {
        if (!arguments.isEmpty()) {
            System.err.println("keys list takes no arguments.");
            return 2;
        }
        System.out.println("id\tname\trole\tflags\tcreated\texpires\tstate");
        QuarkusTransaction.requiringNew()
                .call(AccessKey::listOldestFirst)
                .forEach(key -> System.out.println(line(key)));
        return 0;
    }

    private String line(AccessKey key) {
        String flags = key.flags().stream().map(Flag::word).collect(Collectors.joining(","));
        return String.join(
                "\t",
                key.id.toString(),
                key.name,
                key.role,
                flags.isEmpty() ? "-" : flags,
                key.createdAt.toString(),
                key.expiresAt == null ? "never" : key.expiresAt.toString(),
                state(key));
    }

    private String state(AccessKey key) {
        if (key.revokedAt != null) {
            return "revoked";
        }
        return key.isValidAt(clock.now()) ? "valid" : "expired";
    }
}
