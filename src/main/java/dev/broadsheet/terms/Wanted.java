package dev.broadsheet.terms;

import dev.broadsheet.kernel.Slug;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A term as somebody named it in an article: by id, by slug, or by name.
 *
 * @param slug the slug it gets if it has to be made; also finds it
 * @param name the name it gets if it has to be made; also finds it
 * @param pointer where it was named, for faults
 */
public record Wanted(TermKind kind, @Nullable UUID id, String slug, String name, String pointer) {

    /** Named by a plain text, which may be a slug or a name. */
    public static Wanted named(TermKind kind, String text, String pointer) {
        return new Wanted(kind, null, spell(text), text, pointer);
    }

    /** Emoji and the like can't be spelled: their code points are. */
    static String spell(String name) {
        String slug = Slug.of(name);
        if (!slug.isEmpty()) {
            return slug;
        }
        StringBuilder points = new StringBuilder("u");
        name.codePoints().limit(30).forEach(point -> points.append(Integer.toHexString(point)));
        return points.toString();
    }
}
