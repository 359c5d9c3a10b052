package dev.broadsheet.access.keys.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.roles.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arguments of {@code keys create}. */
class CreateKeyArgumentsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T18:00:00Z");

    @Test
    void allArgumentsAreRead() {
        CreateKeyArguments key =
                parse("--name", "desk", "--flag", "conditional", "--flag", "lock-takeover", "--expires", "90d");
        assertThat(key.name()).isEqualTo("desk");
        assertThat(key.flags()).containsExactlyInAnyOrder(Flag.CONDITIONAL, Flag.LOCK_TAKEOVER);
        assertThat(key.expiresAt()).isEqualTo("2026-05-01T18:00:00Z");
    }

    @Test
    void defaultsApplyWithoutArguments() {
        assertThat(parse()).isEqualTo(new CreateKeyArguments("key", Role.ADMIN, java.util.Set.of(), null));
    }

    @Test
    void invalidArgumentsAreNamed() {
        refused("--flag takes conditional, no-new-tags, lock-takeover.", "--flag", "root");
        refused("--name needs a value.", "--name");
        refused("Unknown option", "desk");
        for (String expiry : new String[] {"90", "0d", "soon", "2020-01-01T00:00:00Z", "2030-01-01"}) {
            refused("--expires takes", "--expires", expiry);
        }
    }

    private static CreateKeyArguments parse(String... words) {
        return CreateKeyArguments.parse(List.of(words), NOW);
    }

    private static void refused(String message, String... words) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
