package dev.broadsheet.access;

import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;

/** 403: the key is valid, but may not do this. */
public final class ForbiddenProblem extends Problem {

    private static final long serialVersionUID = 1L;

    private ForbiddenProblem(String detail) {
        super(ProblemCode.FORBIDDEN, detail);
    }

    static ForbiddenProblem without(Permission permission, Key key) {
        return new ForbiddenProblem("The key “" + key.name() + "” lacks the permission " + permission.text() + ".");
    }

    public static ForbiddenProblem because(String reason) {
        return new ForbiddenProblem(reason);
    }

    static ForbiddenProblem noRule() {
        return new ForbiddenProblem("Nobody may do this.");
    }
}
