package dev.broadsheet.body.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes figures of WordPress's shortcode for captions: {@code [caption …]<img> The text[/caption]}. A shortcode without
 * a picture stays text, as WordPress leaves it. Line ends stay where they are, so warnings name the right line.
 */
final class CaptionShortcodes {

    private static final String OPEN = "[caption";
    private static final String CLOSE = "[/caption]";
    private static final Pattern PICTURE =
            Pattern.compile("\\A\\s*(?:<a\\s[^>]*>\\s*)?<img\\s[^>]*>(?:\\s*</a>)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OLD_CAPTION = Pattern.compile("\\bcaption=(?:\"([^\"]*)\"|'([^']*)')");

    private CaptionShortcodes() {}

    static String asFigures(String html) {
        StringBuilder out = null;
        int done = 0;
        int from = 0;
        int close = html.indexOf(CLOSE);
        while (close >= 0) {
            // the last one before the end: they don't nest
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

    private static @org.jspecify.annotations.Nullable String figure(String attributes, String content) {
        Matcher picture = PICTURE.matcher(content);
        if (!picture.find()) {
            return null;
        }
        String caption = content.substring(picture.end());
        Matcher old = OLD_CAPTION.matcher(attributes);
        if (caption.isBlank() && old.find()) {
            caption = old.group(1) == null ? old.group(2) : old.group(1);
        }
        return "<figure>" + picture.group() + "<figcaption>" + caption + "</figcaption></figure>";
    }
}
