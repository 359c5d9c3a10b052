package dev.broadsheet.body.markdown;

/** Builds Markdown line by line. Each line begins with the prefixes of the quotes and lists around it. */
final class PrefixedLineWriter {

    private final StringBuilder out = new StringBuilder(1024);
    private final StringBuilder prefix = new StringBuilder();
    private final StringBuilder firstPrefix = new StringBuilder();
    private boolean hasFirstPrefix;

    /** The text so far. Append to it to continue the line that {@link #beginLine} began. */
    StringBuilder out() {
        return out;
    }

    StringBuilder beginLine() {
        out.append(hasFirstPrefix ? firstPrefix : prefix);
        hasFirstPrefix = false;
        return out;
    }

    /** Ends the line and removes its trailing spaces. */
    void endLine() {
        int length = out.length();
        while (length > 0 && out.charAt(length - 1) == ' ') {
            length--;
        }
        out.setLength(length);
        out.append('\n');
    }

    /** Ends the line and begins the next one with the same prefixes; trailing spaces stay. */
    void continueLine() {
        out.append('\n').append(prefix);
    }

    void blankLine() {
        beginLine();
        endLine();
    }

    /** Enters a container. Its first line begins with {@code marker}, the other lines with {@code rest}. */
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

    /** Leaves the container. An empty container is written as a line with only its marker. */
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
