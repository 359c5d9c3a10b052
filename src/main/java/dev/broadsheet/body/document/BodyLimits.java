package dev.broadsheet.body.document;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import java.util.List;

/**
 * The stated maxima of a body. Passing one is an {@link ValidationProblem} with its name, whatever the
 * format; they bound the stack and the time of everything that walks a document.
 */
public final class BodyLimits {

    /** Characters of a source: {@code body-too-long}. */
    public static final int MAX_SOURCE_LENGTH = 1 << 21;

    /** Blocks within blocks: {@code body-too-deep}. */
    public static final int MAX_DEPTH = 50;

    /** Elements within elements of an HTML source: {@code body-too-deep}. */
    public static final int MAX_ELEMENT_DEPTH = 250;

    /** Blocks of a document, nested ones and items included: {@code body-too-many-blocks}. */
    public static final int MAX_BLOCKS = 20_000;

    /** Cells of all tables, those that pad a row included: {@code body-too-many-cells}. */
    public static final int MAX_CELLS = 50_000;

    private BodyLimits() {}

    public static ValidationProblem tooDense() {
        return exceeded("body-too-dense", "There is more markup in the body than any text needs.");
    }

    public static ValidationProblem tooLong() {
        return exceeded("body-too-long", "The body is longer than " + MAX_SOURCE_LENGTH + " characters.");
    }

    public static ValidationProblem tooDeep() {
        return exceeded("body-too-deep", "Blocks are nested deeper than " + MAX_DEPTH + " levels.");
    }

    public static ValidationProblem elementsTooDeep() {
        return exceeded("body-too-deep", "Elements are nested deeper than " + MAX_ELEMENT_DEPTH + " levels.");
    }

    public static ValidationProblem tooManyBlocks() {
        return exceeded("body-too-many-blocks", "The body has more than " + MAX_BLOCKS + " blocks.");
    }

    public static ValidationProblem tooManyCells() {
        return exceeded("body-too-many-cells", "The tables of the body have more than " + MAX_CELLS + " cells.");
    }

    private static ValidationProblem exceeded(String code, String detail) {
        return new ValidationProblem(List.of(Fault.at("", code, detail)));
    }
}
