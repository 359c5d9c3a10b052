package dev.broadsheet.kernel;

/** 404: the resource doesn't exist, or the caller may not know that it does. */
public final class NotFoundProblem extends Problem {

    private static final long serialVersionUID = 1L;

    /** @param noun the kind of resource in the client's terms: {@code article}, {@code tag} */
    public NotFoundProblem(String noun, String name) {
        super(ProblemCode.NOT_FOUND, "There is no " + noun + " \u201c" + name + "\u201d.");
    }
}
