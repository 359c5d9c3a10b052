package dev.broadsheet.body.document;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Invalid;
import java.util.List;

/**
 * The stated maxima of a body. Passing one is an {@link Invalid} with its name, whatever the
 * format; they bound the stack and the time of everything that walks a document.
 */
public final class Limits {

    /** Characters of a source: {@code body-too-long}. */
    public static final int SOURCE = 1 << 21;

    /** Blocks within blocks: {@code body-too-deep}. */
    public static final int DEPTH = 50;

    /** Elements within elements of an HTML source: {@code body-too-deep}. */
    public static final int ELEMENTS_DEPTH = 250;

    /** Blocks of a document, nested ones and items included: {@code body-too-many-blocks}. */
    public static final int BLOCKS = 20_000;

    /** Cells of all tables, those that pad a row included: {@code body-too-many-cells}. */
    public static final int CELLS = 50_000;

    private Limits() {}

    public static Invalid tooDense() {
        return passed("body-too-dense", "There is more markup in the body than any text needs.");
    }

    public static Invalid tooLong() {
        return passed("body-too-long", "The body is longer than " + SOURCE + " characters.");
    }

    public static Invalid tooDeep() {
        return passed("body-too-deep", "Blocks are nested deeper than " + DEPTH + " levels.");
    }

    public static Invalid elementsTooDeep() {
        return passed("body-too-deep", "Elements are nested deeper than " + ELEMENTS_DEPTH + " levels.");
    }

    public static Invalid tooManyBlocks() {
        return passed("body-too-many-blocks", "The body has more than " + BLOCKS + " blocks.");
    }

    public static Invalid tooManyCells() {
        return passed("body-too-many-cells", "The tables of the body have more than " + CELLS + " cells.");
    }

    private static Invalid passed(String code, String detail) {
        return new Invalid(List.of(Fault.at("", code, detail)));
    }
}
