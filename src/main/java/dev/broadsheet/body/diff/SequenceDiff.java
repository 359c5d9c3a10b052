package dev.broadsheet.body.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shortest edit script between two sequences: Myers' algorithm of java-diff-utils, applied between the first and
 * the last difference. If that exceeds the budget, the result is a single change.
 */
final class SequenceDiff {

    private SequenceDiff() {}

    /** Returns the changes in order; no two are adjacent. */
    static <T> List<Change> between(List<T> before, List<T> after, DiffBudget budget) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<T> gone = before.subList(head, before.size() - tail);
        List<T> come = after.subList(head, after.size() - tail);
        if (gone.isEmpty() && come.isEmpty()) {
            return List.of();
        }
        if (gone.isEmpty() || come.isEmpty()) {
            return List.of(whole(head, gone, come));
        }
        try {
            return shifted(head, shortest(gone, come, budget));
        } catch (DiffBudget.Exhausted tooMuch) {
            return List.of(whole(head, gone, come));
        }
    }

    private static <T> List<Change> shortest(List<T> before, List<T> after, DiffBudget budget) {
        // Tokens are replaced by numbers, so that a comparison costs the same for tokens of any length.
        Map<T, Integer> numbers = new HashMap<>();
        MyersDiff<Integer> myers = new MyersDiff<>((one, other) -> {
            budget.compare();
            return one.equals(other);
        });
        List<Change> changes = myers.computeDiff(numbered(before, numbers), numbered(after, numbers), limit(budget));
        Collections.reverse(changes);
        return changes;
    }

    private static <T> List<Integer> numbered(List<T> tokens, Map<T, Integer> numbers) {
        List<Integer> numbered = new ArrayList<>(tokens.size());
        for (T token : tokens) {
            numbered.add(numbers.computeIfAbsent(token, any -> numbers.size()));
        }
        return numbered;
    }

    private static Change whole(int head, List<?> before, List<?> after) {
        DeltaType type = before.isEmpty() ? DeltaType.INSERT : after.isEmpty() ? DeltaType.DELETE : DeltaType.CHANGE;
        return new Change(type, head, head + before.size(), head, head + after.size());
    }

    private static List<Change> shifted(int head, List<Change> changes) {
        return changes.stream()
                .map(change -> new Change(
                        change.deltaType,
                        head + change.startOriginal,
                        head + change.endOriginal,
                        head + change.startRevised,
                        head + change.endRevised))
                .toList();
    }

    /**
     * Stops the algorithm when the budget is exceeded. The library reports the number of edits, but has no limit of its
     * own.
     */
    private static DiffAlgorithmListener limit(DiffBudget budget) {
        return new DiffAlgorithmListener() {
            @Override
            public void diffStart() {}

            @Override
            public void diffStep(int edits, int most) {
                budget.edit(edits);
            }

            @Override
            public void diffEnd() {}
        };
    }
}
