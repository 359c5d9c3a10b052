package dev.broadsheet;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints why the framework didn't start. Quarkus prints it only if no exit handler is set, and we set one. One line for
 * errors that the operator can fix, a stack trace for all others.
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
