package dev.broadsheet.body.html;

import dev.broadsheet.body.normalization.UrlSanitizer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts the URLs of player frames to the URLs of the pages that they play. Parameters of the content (playlist,
 * start, end, a private hash) are kept; parameters of the player (colours, controls) are dropped. A player URL without
 * an equivalent page URL stays as it is.
 */
final class EmbedUrls {

    private static final Pattern YOUTUBE = Pattern.compile(
            "https?://(?:www\\.|m\\.)?youtube(?:-nocookie)?\\.com/(?:embed|v)(?:/([A-Za-z0-9_-]{0,40})/?)?([?&#].*)?");
    private static final Pattern VIMEO =
            Pattern.compile("https?://player\\.vimeo\\.com/video/([0-9]{3,15})/?([?#].*)?");
    private static final Pattern SOUNDCLOUD =
            Pattern.compile("https?://w\\.soundcloud\\.com/player/?\\?([^#]*)(?:#.*)?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,7}(?:\\.[0-9]{1,3})?|(?:[0-9]{1,4}[hms]){1,3}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private EmbedUrls() {}

    /**
     * Returns the page URL for the URL that an {@code iframe} or {@code embed} element loads; null if a document may
     * not hold that URL.
     */
    static @Nullable String pageUrl(String src) {
        String url = UrlSanitizer.absoluteWeb(src);
        if (url == null) {
            return null;
        }
        Matcher youtube = YOUTUBE.matcher(url);
        if (youtube.matches()) {
            return youtube(url, text(youtube.group(1)), parameters(youtube.group(2)));
        }
        Matcher vimeo = VIMEO.matcher(url);
        if (vimeo.matches()) {
            return vimeo(vimeo.group(1), text(vimeo.group(2)));
        }
        Matcher soundcloud = SOUNDCLOUD.matcher(url);
        if (soundcloud.matches()) {
            Map<String, String> parameters = parameters(soundcloud.group(1));
            String token = parameters.getOrDefault("secret_token", "");
            String played = parameters.getOrDefault("url", "");
            boolean secret = ID.matcher(token).matches() && !played.contains("secret_token");
            String page = UrlSanitizer.absoluteWeb(
                    secret ? played + (played.contains("?") ? "&" : "?") + "secret_token=" + token : played);
            return page == null ? url : page;
        }
        return url;
    }

    private static String youtube(String url, String id, Map<String, String> parameters) {
        String list = parameters.getOrDefault("list", "");
        String type = parameters.getOrDefault("listType", "playlist");
        boolean playlist = ID.matcher(list).matches() && type.equals("playlist");
        String channel = parameters.getOrDefault("channel", "");
        if (id.equals("live_stream") && ID.matcher(channel).matches()) {
            return "https://www.youtube.com/channel/" + channel + "/live";
        }
        boolean film = id.length() >= 5 && id.length() <= 20 && !id.equals("videoseries") && !id.equals("live_stream");
        if (parameters.containsKey("clip") || !film && !playlist || !list.isEmpty() && !playlist) {
            return url;
        }
        StringBuilder page = new StringBuilder("https://www.youtube.com/");
        if (film) {
            page.append("watch?v=").append(id).append(playlist ? "&list=" + list : "");
        } else {
            page.append("playlist?list=").append(list);
        }
        String index = parameters.getOrDefault("index", "");
        page.append(playlist && index.matches("[0-9]{1,5}") ? "&index=" + index : "");
        String start = parameters.getOrDefault("start", parameters.getOrDefault("t", ""));
        page.append(SECONDS.matcher(start).matches() && !start.equals("0") ? "&t=" + start : "");
        String end = parameters.getOrDefault("end", "");
        page.append(SECONDS.matcher(end).matches() ? "&end=" + end : "");
        return page.toString();
    }

    private static String vimeo(String id, String rest) {
        int fragment = rest.indexOf('#');
        String hash =
                parameters(fragment < 0 ? rest : rest.substring(0, fragment)).getOrDefault("h", "");
        String start = fragment < 0 ? "" : parameters(rest.substring(fragment)).getOrDefault("t", "");
        return "https://vimeo.com/" + id
                + (ID.matcher(hash).matches() ? "/" + hash : "")
                + (SECONDS.matcher(start).matches() ? "#t=" + start : "");
    }

    /** Parses the parameters of a query. The first value of a repeated name wins. */
    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text(query).split("[?&;#]", 60)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
