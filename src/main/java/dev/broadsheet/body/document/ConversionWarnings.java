package dev.broadsheet.body.document;

import dev.broadsheet.kernel.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects warnings about source content that could not be kept. A repeated warning is counted, not repeated. After
 * {@link #MAX} different warnings, a single {@code more-warnings} states how many were left out. For one thread and one
 * conversion.
 */
public final class ConversionWarnings {

    public static final int MAX = 100;

    private final Map<String, CountedWarning> distinct = new LinkedHashMap<>();
    private int omitted;

    /** Adds a warning about a line of the source, 1-based; 0 if the line is unknown. */
    public void onLine(int line, String code, String detail) {
        add(code, null, line > 0 ? line : null, detail);
    }

    /** Adds a warning about a node of the resulting document, by its JSON pointer. */
    public void at(String pointer, String code, String detail) {
        add(code, pointer, null, detail);
    }

    private void add(String code, @Nullable String pointer, @Nullable Integer line, String detail) {
        CountedWarning known = distinct.get(code + detail);
        if (known != null) {
            known.times++;
        } else if (distinct.size() < MAX) {
            distinct.put(code + detail, new CountedWarning(code, pointer, line, detail));
        } else {
            omitted++;
        }
    }

    public List<Warning> toList() {
        if (distinct.isEmpty()) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>(distinct.size() + 1);
        distinct.values().forEach(remark -> warnings.add(remark.warning()));
        if (omitted > 0) {
            warnings.add(new Warning("more-warnings", null, null, omitted + " more warnings left out."));
        }
        return List.copyOf(warnings);
    }

    private static final class CountedWarning {
        private final String code;
        private final @Nullable String pointer;
        private final @Nullable Integer line;
        private final String detail;
        private int times = 1;

        CountedWarning(String code, @Nullable String pointer, @Nullable Integer line, String detail) {
            this.code = code;
            this.pointer = pointer;
            this.line = line;
            this.detail = detail;
        }

        Warning warning() {
            String text = times == 1 ? detail : detail + " (" + times + " times, first here)";
            return new Warning(code, pointer, line, text);
        }
    }
}
