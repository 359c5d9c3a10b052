package dev.broadsheet.kernel;

import java.util.List;

/**
 * Something to do from the shell: {@code java -jar quarkus-run.jar keys create --name desk}. Make it a CDI bean and add
 * its line to {@code Usage}; it runs with the database and without the HTTP server, also while a server runs on the
 * same folder. Background work that belongs to the server alone asks for {@code broadsheet.serving}.
 */
public interface Command {

    /** The words that call it, with single spaces: {@code keys create}. */
    String name();

    /**
     * Does it. What a script wants to read goes to standard output, and nothing else does; words for a person go to
     * standard error.
     *
     * @param arguments what follows the name
     * @return the exit code: 0 done, 1 not done, 2 called wrongly
     */
    int run(List<String> arguments);
}
