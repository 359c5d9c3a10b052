package dev.broadsheet;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Why the framework did not start. It says so itself only when nobody handles the exit, and we do: without this a bad
 * setting would end the process without a word. One line for what the person who started it can mend, a stack for the
 * rest.
 */
final class StartupFailure {

    private static final int MAX_DEPTH = 20;

    private StartupFailure() {}

    static void print(@Nullable Throwable failure, PrintStream to) {
        if (failure == null) {
            return;
        }
        Throwable root = root(failure);
        if (root instanceof QuarkusBindException taken) {
            to.printf("Broadsheet can't start. Port %d is taken: set QUARKUS_HTTP_PORT.%n", taken.getPort());
        } else {
            to.println("Broadsheet can't start. " + root.getMessage());
            if (!isUserError(root)) {
                failure.printStackTrace(to);
            }
        }
    }

    private static boolean isUserError(Throwable root) {
        return root instanceof ConfigurationException
                || root instanceof ConfigValidationException
                || root instanceof PreventFurtherStepsException;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < MAX_DEPTH && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
