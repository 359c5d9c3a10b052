package dev.broadsheet.kernel;

import java.util.List;

/** 422: lists every fault of a body. */
public final class ValidationProblem extends Problem {

    private static final long serialVersionUID = 1L;

    public ValidationProblem(List<Fault> faults) {
        super(ProblemCode.INVALID, summary(faults), faults);
    }

    /** @param detail the common reason of the faults */
    public ValidationProblem(String detail, List<Fault> faults) {
        super(ProblemCode.INVALID, detail, faults);
    }

    public ValidationProblem(Fault fault) {
        this(List.of(fault));
    }

    public static void throwIfAny(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
    }

    private static String summary(List<Fault> faults) {
        return faults.size() == 1 ? faults.get(0).detail() : faults.size() + " faults, listed in errors.";
    }
}
