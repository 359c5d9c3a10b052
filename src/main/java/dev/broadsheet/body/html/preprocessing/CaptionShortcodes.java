package dev.broadsheet.body.html.preprocessing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites WordPress's caption shortcode {@code [caption …]<img> The text[/caption]} as a figure. A shortcode without
 * an image stays text, as in WordPress. Line ends keep their position, so warnings name the right line.
 */
public final class CaptionShortcodes {

    private static final String OPEN = "[caption";
    private static final String CLOSE = "[/caption]";
    private static final Pattern PICTURE =
            Pattern.compile("\\A\\s*(?:<a\\s[^>]*>\\s*)?<img\\s[^>]*>(?:\\s*</a>)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OLD_CAPTION = Pattern.compile("\\bcaption=(?:\"([^\"]*)\"|'([^']*)')");

    private CaptionShortcodes() {}

    public static String asFigures(String html) {
        StringBuilder out = null;
        int done = 0;
        int from = 0;
        int close = html.indexOf(CLOSE);
        while (close >= 0) {
            // The last start tag before the end tag: shortcodes don't nest.
            int inside = html.substring(from, close).lastIndexOf(OPEN);
            int open = from + inside;
            int end = inside < 0 ? -1 : html.indexOf(']', open);
            if (end >= 0 && end < close) {
                String figure = figure(html.substring(open + OPEN.length(), end), html.substring(end + 1, close));
                if (figure != null) {
                    out = out == null ? new StringBuilder(html.length() + 64) : out;
                    out.append(html, done, open).append(figure);
                    done = close + CLOSE.length();
                }
            }
            from = close + CLOSE.length();
            close = html.indexOf(CLOSE, from);
        }
        return out == null ? html : out.append(html, done, html.length()).toString();
    }

    private static @Nullable String figure(String attributes, String content) {
        Matcher picture = PICTURE.matcher(content);
        if (!picture.find()) {
            return null;
        }
        String caption = content.substring(picture.end());
        String old = caption.isBlank() ? captionIn(attributes) : null;
        return "<figure>" + picture.group() + "<figcaption>" + (old == null ? caption : old) + "</figcaption></figure>";
    }

    /**
     * Returns the caption from the attributes of a shortcode, where WordPress stored it before version 3.4; or null.
     */
    public static @Nullable String captionIn(String attributes) {
        Matcher caption = OLD_CAPTION.matcher(attributes);
        return !caption.find() ? null : caption.group(1) == null ? caption.group(2) : caption.group(1);
    }
}
