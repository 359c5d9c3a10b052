package dev.broadsheet.body.json;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults in a client's blocks, up to {@link #MAX}, and throws them together. */
final class FaultCollector {

    static final int MAX = 100;

    private final List<Fault> faults = new ArrayList<>();

    void at(String pointer, String code, String detail) {
        if (faults.size() < MAX) {
            faults.add(Fault.at(pointer, code, detail));
        }
    }

    void orThrow() {
        if (!faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
    }
}
