package dev.broadsheet.kernel;

import java.util.List;

/**
 * A shell command, such as {@code java -jar quarkus-run.jar keys create --name desk}. To add one, make it a CDI bean
 * and add its line to {@code Usage}. A command runs with the database and without the HTTP server, also while a server
 * runs on the same folder. Background work that only the server does checks {@code broadsheet.serving}.
 */
public interface Command {

    /** The words that select the command, separated by single spaces: {@code keys create}. */
    String name();

    /**
     * Runs the command. Write only machine-readable output to standard output; messages for a person go to standard
     * error.
     *
     * @param arguments the arguments after the name
     * @return the exit code: 0 success, 1 failure, 2 wrong usage
     */
    int run(List<String> arguments);
}
