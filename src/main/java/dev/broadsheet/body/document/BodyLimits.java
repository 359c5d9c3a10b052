package dev.broadsheet.body.document;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import java.util.List;

/**
 * The limits of a body, the same for all formats. Exceeding one throws a {@link ValidationProblem} with its code. They
 * bound the stack and the time of all code that walks a document.
 */
public final class BodyLimits {

    /** Characters of a source: {@code body-too-long}. */
    public static final int MAX_SOURCE_LENGTH = 1 << 21;

    /** Nesting depth of blocks: {@code body-too-deep}. */
    public static final int MAX_DEPTH = 50;

    /** Nesting depth of elements of an HTML source: {@code body-too-deep}. */
    public static final int MAX_ELEMENT_DEPTH = 250;

    /** Blocks of a document, including nested blocks and list items: {@code body-too-many-blocks}. */
    public static final int MAX_BLOCKS = 20_000;

    /** Cells of all tables, including the cells that pad short rows: {@code body-too-many-cells}. */
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
