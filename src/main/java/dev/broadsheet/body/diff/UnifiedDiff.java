package dev.broadsheet.body.diff;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line diff of two texts in the unified format of {@code diff -u}, which {@code patch} reads. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /**
     * Returns the diff; empty if the texts are equal. Each text must end with a line end or be empty.
     *
     * @param from the name of the first text in the header; null if there is no first text
     * @param to the name of the second text in the header
     */
    public static String of(@Nullable String from, String to, String before, String after) {
        List<String> old = lines(before);
        List<String> young = lines(after);
        Patch<String> patch = Patch.generate(old, young, SequenceDiff.between(old, young, new DiffBudget()));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(from, to, old, patch, CONTEXT);
        return diff.isEmpty() ? "" : String.join("\n", diff) + "\n";
    }

    static List<String> lines(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }
}
