package dev.broadsheet.body.markdown;

/**
 * Markdown in the making, line by line, each with what the quotes and lists around it put before
 * it.
 */
final class PrefixedLineWriter {

    private final StringBuilder out = new StringBuilder(1024);
    private final StringBuilder prefix = new StringBuilder();
    private final StringBuilder firstPrefix = new StringBuilder();
    private boolean hasFirstPrefix;

    /** The text so far; to append to the line that {@link #beginLine} began. */
    StringBuilder out() {
        return out;
    }

    /** Begins a line. */
    StringBuilder beginLine() {
        out.append(hasFirstPrefix ? firstPrefix : prefix);
        hasFirstPrefix = false;
        return out;
    }

    /** Ends it. */
    void endLine() {
        int length = out.length();
        while (length > 0 && out.charAt(length - 1) == ' ') {
            length--;
        }
        out.setLength(length);
        out.append('\n');
    }

    /** Ends a line that goes on in the next one. */
    void continueLine() {
        out.append('\n').append(prefix);
    }

    void blankLine() {
        beginLine();
        endLine();
    }

    /** Goes into a container whose first line begins with marker, the others with rest. */
    int pushPrefix(String marker, String rest) {
        if (!hasFirstPrefix) {
            firstPrefix.setLength(0);
            firstPrefix.append(prefix);
        }
        firstPrefix.append(marker);
        hasFirstPrefix = true;
        int before = prefix.length();
        prefix.append(rest);
        return before;
    }

    /** Leaves it; an empty container is a line of its marker alone. */
    void popPrefix(int before) {
        if (hasFirstPrefix) {
            blankLine();
        }
        prefix.setLength(before);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
