package dev.broadsheet.terms;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Slug;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a term in a request: by id, by slug or by name. An id that is known here takes precedence. With an
 * unknown id, as in the export of another store, the term is found by its slug, then by its name.
 *
 * @param slug finds the term before its name does, and becomes its slug if it has to be created; null if absent
 * @param name finds the term by its folded form, and becomes its name if it has to be created; empty if only the id is
 *     given
 * @param pointer the JSON pointer or parameter to report faults at
 */
public record TermRef(
        TermKind kind, @Nullable UUID id, @Nullable String slug, String name, String pointer) {

    /** Reads a text in an article: a slug if it has the form of one, or a name. */
    public static TermRef ofText(TermKind kind, String text, String pointer) {
        return new TermRef(kind, null, Slug.isValid(text) ? text : null, text, pointer);
    }

    /** Reads a text in a URL, a query or another reference: an id, a slug in any case, or a name. */
    public static TermRef ofReference(TermKind kind, String text, String pointer) {
        return Ids.parse(text)
                .map(id -> new TermRef(kind, id, null, "", pointer))
                .orElseGet(() -> {
                    String lower = text.toLowerCase(Locale.ROOT);
                    return new TermRef(kind, null, Slug.isValid(lower) ? lower : null, text, pointer);
                });
    }

    /** True if the term can be found or created without its id. */
    public boolean hasName() {
        return !name.isEmpty();
    }

    /** The folded name, by which names are compared. */
    public String folded() {
        return FoldedName.of(name);
    }

    static String spell(String name) {
        return spell(name, "");
    }

    /**
     * Returns the slug of a name. A name without a single letter that can be transliterated, such as an emoji, becomes
     * its code points.
     */
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
