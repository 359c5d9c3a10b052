package dev.broadsheet.kernel;

/** 404: unknown, or not the caller's to know. */
public final class NotFoundProblem extends Problem {

    private static final long serialVersionUID = 1L;

    /** @param noun what was looked for, as the client calls it: {@code article}, {@code tag} */
    public NotFoundProblem(String noun, String name) {
        super(ProblemCode.NOT_FOUND, "There is no " + noun + " \u201c" + name + "\u201d.");
    }
}
