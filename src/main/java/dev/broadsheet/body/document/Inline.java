package dev.broadsheet.body.document;

/** What a line of text is made of. Flat: marks are sets on text, not a tree around it. */
public sealed interface Inline {

    /** Text with its marks. Never empty in a canonical document. */
    record Text(String text, Marks marks) implements Inline {

        public static Text plain(String text) {
            return new Text(text, Marks.NONE);
        }
    }

    /** A line break that the author meant. */
    record Break() implements Inline {

        public static final Break BREAK = new Break();
    }

    /**
     * The place that a footnote belongs to.
     *
     * @param label of a {@link Footnote} of the same document
     */
    record NoteReference(String label) implements Inline {}
}
