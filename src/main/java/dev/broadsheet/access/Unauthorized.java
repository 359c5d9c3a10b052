package dev.broadsheet.access;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;

/** 401, with the challenge that RFC 6750 section 3 asks for. */
final class Unauthorized extends Problem {

    private static final long serialVersionUID = 1L;
    private static final String CHALLENGE = "Bearer realm=\"broadsheet\"";

    private Unauthorized(String detail, String challenge) {
        super(ProblemCode.UNAUTHORIZED, detail);
        header("WWW-Authenticate", challenge);
    }

    /** Nothing was sent: no error code, says the RFC. */
    static Unauthorized noToken() {
        return noToken("This needs a key:");
    }

    /** @param reason why a key is needed */
    static Unauthorized noToken(String reason) {
        return new Unauthorized(reason + " send the header Authorization: Bearer bs_….", CHALLENGE);
    }

    static Unauthorized badToken(String detail) {
        return new Unauthorized(detail, CHALLENGE + ", error=\"invalid_token\"");
    }

    static Unauthorized badHeader(String detail) {
        return new Unauthorized(detail, CHALLENGE + ", error=\"invalid_request\"");
    }
}
