package dev.broadsheet.kernel;

import java.util.List;

/** 400: lists every faulty parameter of a request. */
public final class ParameterProblem extends Problem {

    private static final long serialVersionUID = 1L;

    public ParameterProblem(List<Fault> faults) {
        super(
                ProblemCode.INVALID_PARAMETER,
                faults.size() == 1 ? faults.get(0).detail() : faults.size() + " faults, listed in errors.",
                faults);
    }

    public static void throwIfAny(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new ParameterProblem(faults);
        }
    }
}
