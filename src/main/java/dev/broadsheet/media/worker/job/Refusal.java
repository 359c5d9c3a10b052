package dev.broadsheet.media.worker.job;

import dev.broadsheet.kernel.ProblemCode;

/** A picture that isn't decoded. Its message is the detail of the problem. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    public Refusal(ProblemCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public static Refusal unreadable(String detail) {
        return new Refusal(ProblemCode.IMAGE_UNREADABLE, detail);
    }

    public ProblemCode code() {
        return code;
    }
}
