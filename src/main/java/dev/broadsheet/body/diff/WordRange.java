package dev.broadsheet.body.diff;

/**
 * A stretch of a text and what became of it. One of the two may be empty, never both.
 *
 * @param before in the text as it was
 * @param after in the text as it is
 */
public record WordRange(TextRange before, TextRange after) {

    /**
     * A piece of a text.
     *
     * @param from where it begins: UTF-16 units from 0, as Java and JavaScript count characters
     * @param to behind its last character
     */
    public record TextRange(int from, int to, String text) {

        static TextRange of(String text, int from, int to) {
            return new TextRange(from, to, text.substring(from, to));
        }
    }
}
