package dev.broadsheet.body.document;

/** One piece of a line of text. Lines are flat: marks are sets on text, not a tree around it. */
public sealed interface Inline {

    /** Text with its marks. Never empty in a canonical document. */
    record Text(String text, Marks marks) implements Inline {

        public static Text plain(String text) {
            return new Text(text, Marks.NONE);
        }
    }

    /** A line break that the author set. */
    record Break() implements Inline {

        public static final Break BREAK = new Break();
    }

    /**
     * A reference to a footnote.
     *
     * @param label of a {@link Footnote} of the same document
     */
    record NoteReference(String label) implements Inline {}
}
