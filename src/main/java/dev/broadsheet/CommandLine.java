package dev.broadsheet;

import dev.broadsheet.kernel.Command;
import io.quarkus.arc.All;
import io.quarkus.runtime.QuarkusApplication;
import java.util.Comparator;
import java.util.List;

/** Finds the command that the arguments begin with, the longest name first, and runs it. */
final class CommandLine implements QuarkusApplication {

    private final List<Command> commands;

    CommandLine(@All List<Command> commands) {
        this.commands = commands;
    }

    @Override
    public int run(String... words) {
        String line = String.join(" ", words) + " ";
        return commands.stream()
                .filter(command -> line.startsWith(command.name() + " "))
                .max(Comparator.comparingInt(command -> command.name().length()))
                .map(command ->
                        command.run(List.of(words).subList(command.name().split(" ").length, words.length)))
                .orElseGet(() -> refuse(List.of(words)));
    }

    private static int refuse(List<String> words) {
        System.err.println(Usage.unknown(words));
        return 2;
    }
}
