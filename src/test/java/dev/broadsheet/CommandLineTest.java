package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private record Named(String name, int exitCode) implements Command {

        @Override
        public int run(List<String> arguments) {
            return exitCode + arguments.size();
        }
    }

    private final CommandLine line = new CommandLine(List.of(new Named("keys", 10), new Named("keys create", 20)));

    @Test
    void longestCommandNameWins() {
        assertThat(line.run("keys", "create", "--name", "desk")).isEqualTo(22);
        assertThat(line.run("keys", "creates")).isEqualTo(11);
    }

    @Test
    void unknownCommandsAreRefused() {
        assertThat(line.run("key")).isEqualTo(2);
        assertThat(Usage.unknown(List.of("key"))).contains("keys create").doesNotContain("\n");
    }

    @Test
    void commandsAreKnownBeforeTheStart() {
        assertThat(Usage.commands()).contains("keys create", "train");
        assertThat(Usage.knows("keys")).isTrue();
        assertThat(Usage.knows("key")).isFalse();
    }
}
