package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.util.List;

/** 500: a fault of ours. The cause goes to the log, never to the client. */
final class Internal extends Problem {

    private static final long serialVersionUID = 1L;

    Internal(Throwable cause) {
        super(
                ProblemCode.INTERNAL,
                "Something went wrong here, not with your request. The traceId finds it in the log.",
                List.of(),
                cause);
    }
}
