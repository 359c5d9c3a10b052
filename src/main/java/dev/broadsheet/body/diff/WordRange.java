package dev.broadsheet.body.diff;

/**
 * A range of a text and its replacement. One of the two may be empty, never both.
 *
 * @param before the range in the old text
 * @param after the range in the new text
 */
public record WordRange(TextRange before, TextRange after) {

    /**
     * A range of a text.
     *
     * @param from the start offset, in UTF-16 code units from 0, as Java and JavaScript count characters
     * @param to the end offset, exclusive
     */
    public record TextRange(int from, int to, String text) {

        static TextRange of(String text, int from, int to) {
            return new TextRange(from, to, text.substring(from, to));
        }
    }
}
