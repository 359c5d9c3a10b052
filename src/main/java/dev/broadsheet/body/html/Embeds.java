package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Address;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses of players, turned into those of the pages that they play. */
final class Embeds {

    private static final Pattern YOUTUBE =
            Pattern.compile("https?://(?:www\\.)?youtube(?:-nocookie)?\\.com/embed/([A-Za-z0-9_-]{5,20})(?:[?#].*)?");
    private static final Pattern VIMEO =
            Pattern.compile("https?://player\\.vimeo\\.com/video/([0-9]{3,15})(?:[?#].*)?");
    private static final Pattern SOUNDCLOUD =
            Pattern.compile("https?://w\\.soundcloud\\.com/player/\\?(?:[^#]*&)?url=([^&#]+).*");

    private Embeds() {}

    /** The page behind what an {@code iframe} or {@code embed} element loads, or null. */
    static @Nullable String page(String src) {
        String url = Address.absoluteWeb(src);
        if (url == null) {
            return null;
        }
        Matcher youtube = YOUTUBE.matcher(url);
        if (youtube.matches()) {
            return "https://www.youtube.com/watch?v=" + youtube.group(1);
        }
        Matcher vimeo = VIMEO.matcher(url);
        if (vimeo.matches()) {
            return "https://vimeo.com/" + vimeo.group(1);
        }
        Matcher soundcloud = SOUNDCLOUD.matcher(url);
        if (soundcloud.matches()) {
            String page = Address.absoluteWeb(decoded(soundcloud.group(1)));
            return page == null ? url : page;
        }
        return url;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
