package dev.broadsheet.access;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;

/** 401 with the {@code WWW-Authenticate} challenge that RFC 6750 section 3 requires. */
final class UnauthorizedProblem extends Problem {

    private static final long serialVersionUID = 1L;
    private static final String CHALLENGE = "Bearer realm=\"broadsheet\"";

    private UnauthorizedProblem(String detail, String challenge) {
        super(ProblemCode.UNAUTHORIZED, detail);
        header("WWW-Authenticate", challenge);
    }

    /** No key was sent. RFC 6750 wants no error code in the challenge then. */
    static UnauthorizedProblem noToken() {
        return noToken("This needs a key:");
    }

    /** @param reason why a key is needed */
    static UnauthorizedProblem noToken(String reason) {
        return new UnauthorizedProblem(reason + " send the header Authorization: Bearer bs_….", CHALLENGE);
    }

    static UnauthorizedProblem badToken(String detail) {
        return new UnauthorizedProblem(detail, CHALLENGE + ", error=\"invalid_token\"");
    }

    static UnauthorizedProblem badHeader(String detail) {
        return new UnauthorizedProblem(detail, CHALLENGE + ", error=\"invalid_request\"");
    }
}
