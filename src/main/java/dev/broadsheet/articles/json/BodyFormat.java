package dev.broadsheet.articles.json;

import dev.broadsheet.kernel.Fault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats of a body in responses, requested with {@code body.format}. */
public enum BodyFormat {
    BLOCKS,
    HTML,
    MARKDOWN,
    TEXT,
    /** The body as sent, verbatim; for editors only, with {@code version=draft}. */
    SOURCE;

    public static final Set<BodyFormat> DEFAULT = Set.of(BLOCKS);

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The formats that the caller may request: SOURCE is for editors only. */
    public static Set<BodyFormat> allowed(boolean editor) {
        return editor ? EnumSet.allOf(BodyFormat.class) : EnumSet.complementOf(EnumSet.of(SOURCE));
    }

    /** Parses the values of {@code body.format}, each of which may be comma-separated. */
    public static Set<BodyFormat> read(@Nullable List<String> values, boolean editor, List<Fault> faults) {
        if (values == null || values.isEmpty()) {
            return DEFAULT;
        }
        Set<BodyFormat> bodyFormats = EnumSet.noneOf(BodyFormat.class);
        Set<BodyFormat> allowed = allowed(editor);
        for (String word : String.join(",", values).split(",", -1)) {
            allowed.stream()
                    .filter(form -> form.text().equals(word.strip()))
                    .findFirst()
                    .ifPresentOrElse(
                            bodyFormats::add,
                            () -> faults.add(Fault.in(
                                    "body.format",
                                    "invalid-value",
                                    "body.format takes "
                                            + Arrays.stream(values())
                                                    .filter(allowed::contains)
                                                    .map(BodyFormat::text)
                                                    .collect(Collectors.joining(", "))
                                            + (editor ? "." : "; with version=draft also source."))));
        }
        return bodyFormats;
    }
}
