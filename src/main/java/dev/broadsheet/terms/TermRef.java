package dev.broadsheet.terms;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Slug;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A term as a request names it: by id, by slug, or by name. An id that is known here is what counts. With an unknown one,
 * as in the export of another store, the term is found by its slug and its name.
 *
 * @param slug finds it before its name does, and is the slug it gets if it has to be made; null if it is only named
 * @param name the name it gets if it has to be made; also finds it, folded; empty if it is named by its id alone
 * @param pointer where it was named, for faults
 */
public record TermRef(
        TermKind kind, @Nullable UUID id, @Nullable String slug, String name, String pointer) {

    /** A text in an article: a slug, if it has the form of one, or a name. */
    public static TermRef ofText(TermKind kind, String text, String pointer) {
        return new TermRef(kind, null, Slug.isValid(text) ? text : null, text, pointer);
    }

    /** A text in a URL, a query or another reference: an id, a slug in any case, or a name. */
    public static TermRef ofReference(TermKind kind, String text, String pointer) {
        return Ids.parse(text)
                .map(id -> new TermRef(kind, id, null, "", pointer))
                .orElseGet(() -> {
                    String lower = text.toLowerCase(Locale.ROOT);
                    return new TermRef(kind, null, Slug.isValid(lower) ? lower : null, text, pointer);
                });
    }

    /** Whether it can be found, or made, by something else than its id. */
    public boolean hasName() {
        return !name.isEmpty();
    }

    /** What the name is compared by. */
    public String folded() {
        return FoldedName.of(name);
    }

    static String spell(String name) {
        return spell(name, "");
    }

    /** Emoji and the like can't be spelled: their code points are. */
    static String spell(String name, String locale) {
        String slug = Slug.of(name, locale);
        if (!slug.isEmpty()) {
            return slug;
        }
        StringBuilder points = new StringBuilder("u");
        name.codePoints().limit(30).forEach(point -> points.append(Integer.toHexString(point)));
        return points.toString();
    }
}
