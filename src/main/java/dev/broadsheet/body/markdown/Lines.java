package dev.broadsheet.body.markdown;

/**
 * Markdown in the making, line by line, each with what the quotes and lists around it put before
 * it.
 */
final class Lines {

    private final StringBuilder out = new StringBuilder(1024);
    private final StringBuilder prefix = new StringBuilder();
    private final StringBuilder first = new StringBuilder();
    private boolean hasFirst;

    /** The text so far; to append to the line that {@link #begin} began. */
    StringBuilder out() {
        return out;
    }

    /** Begins a line. */
    StringBuilder begin() {
        out.append(hasFirst ? first : prefix);
        hasFirst = false;
        return out;
    }

    /** Ends it. */
    void end() {
        int length = out.length();
        while (length > 0 && out.charAt(length - 1) == ' ') {
            length--;
        }
        out.setLength(length);
        out.append('\n');
    }

    /** Ends a line that goes on in the next one. */
    void next() {
        out.append('\n').append(prefix);
    }

    void blank() {
        begin();
        end();
    }

    /** Goes into a container whose first line begins with marker, the others with rest. */
    int enter(String marker, String rest) {
        if (!hasFirst) {
            first.setLength(0);
            first.append(prefix);
        }
        first.append(marker);
        hasFirst = true;
        int before = prefix.length();
        prefix.append(rest);
        return before;
    }

    /** Leaves it; an empty container is a line of its marker alone. */
    void leave(int before) {
        if (hasFirst) {
            blank();
        }
        prefix.setLength(before);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
