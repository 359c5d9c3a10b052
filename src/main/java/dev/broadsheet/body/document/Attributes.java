package dev.broadsheet.body.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that every block may have: its key (empty until {@code BlockKeys} assigns one), the direction of its
 * text and its language.
 *
 * @param key short, unique in the document, safe in a URL; see {@link #isKey}
 * @param lang a BCP 47 tag
 */
public record Attributes(
        String key, @Nullable Direction dir, @Nullable String lang) {

    public static final Attributes NONE = new Attributes("", null, null);

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern LANG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,7}");

    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    public static boolean isLang(String text) {
        return LANG.matcher(text).matches();
    }

    /** Whether neither direction nor language is set. */
    public boolean isPlain() {
        return dir == null && lang == null;
    }

    public Attributes withKey(String key) {
        return key.equals(this.key) ? this : new Attributes(key, dir, lang);
    }

    /** Returns these attributes; direction and language come from the surrounding element where they are not set. */
    public Attributes orElse(@Nullable Direction outerDir, @Nullable String outerLang) {
        if ((outerDir == null || dir != null) && (outerLang == null || lang != null)) {
            return this;
        }
        return new Attributes(key, dir == null ? outerDir : dir, lang == null ? outerLang : lang);
    }
}
