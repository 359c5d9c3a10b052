package dev.broadsheet.body.document;

import dev.broadsheet.kernel.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a reader could not keep. The same remark made again is counted, not repeated; after
 * {@link #MAX} different ones a single {@code more-warnings} says how many were left out. For one
 * thread and one reading.
 */
public final class Remarks {

    public static final int MAX = 100;

    private final Map<String, Remark> remarks = new LinkedHashMap<>();
    private int more;

    /** Something in the source, by its line, 1-based; 0 where that isn't known. */
    public void line(int line, String code, String detail) {
        add(code, null, line > 0 ? line : null, detail);
    }

    /** Something in the document that was read, by its JSON pointer. */
    public void at(String pointer, String code, String detail) {
        add(code, pointer, null, detail);
    }

    private void add(String code, @Nullable String pointer, @Nullable Integer line, String detail) {
        Remark known = remarks.get(code + detail);
        if (known != null) {
            known.times++;
        } else if (remarks.size() < MAX) {
            remarks.put(code + detail, new Remark(code, pointer, line, detail));
        } else {
            more++;
        }
    }

    public List<Warning> warnings() {
        if (remarks.isEmpty()) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>(remarks.size() + 1);
        remarks.values().forEach(remark -> warnings.add(remark.warning()));
        if (more > 0) {
            warnings.add(new Warning("more-warnings", null, null, more + " more warnings left out."));
        }
        return List.copyOf(warnings);
    }

    private static final class Remark {
        private final String code;
        private final @Nullable String pointer;
        private final @Nullable Integer line;
        private final String detail;
        private int times = 1;

        Remark(String code, @Nullable String pointer, @Nullable Integer line, String detail) {
            this.code = code;
            this.pointer = pointer;
            this.line = line;
            this.detail = detail;
        }

        Warning warning() {
            String told = times == 1 ? detail : detail + " (" + times + " times, first here)";
            return new Warning(code, pointer, line, told);
        }
    }
}
