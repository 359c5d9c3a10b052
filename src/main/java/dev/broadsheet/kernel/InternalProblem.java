package dev.broadsheet.kernel;

import java.util.List;

/** 500: an unexpected failure of the server. The cause is logged and never sent to the client. */
public final class InternalProblem extends Problem {

    private static final long serialVersionUID = 1L;

    public InternalProblem(Throwable cause) {
        super(
                ProblemCode.INTERNAL,
                "Something went wrong here, not with your request. The traceId finds it in the log.",
                List.of(),
                cause);
    }
}
