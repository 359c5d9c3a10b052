package dev.broadsheet.site;

import dev.broadsheet.kernel.ProblemCode;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The explanation of a problem code, shown on the page that its {@code type} leads to. */
@Schema(name = "ProblemKind")
public record ProblemKind(String code, int status, String title, String explanation, String url) {

    static ProblemKind of(ProblemCode code) {
        return new ProblemKind(code.code(), code.status(), code.title(), code.explanation(), code.page());
    }

    static Optional<ProblemKind> named(String name) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> code.code().equals(name))
                .findFirst()
                .map(ProblemKind::of);
    }
}
