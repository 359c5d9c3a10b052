package dev.broadsheet.redirects;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.ParameterProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL to resolve, and the names and canonicalUrls that it may stand for.
 *
 * @param canonicalUrls the spellings in which an article may have this URL as its canonicalUrl
 * @param names the names that an article may have, the best candidate first
 */
record ResolveRequest(String url, SitePath place, Set<String> canonicalUrls, List<Candidate> names) {

    /** @param rank lower values win; see {@link UrlResolver} */
    record Candidate(int rank, String text) {

        @Nullable
        UUID id() {
            return Ids.parse(text).orElse(null);
        }
    }

    private static final Pattern OF_THE_API = Pattern.compile("/api/articles/([^/]+)(?:/.*)?");
    private static final Pattern INDEX = Pattern.compile("/index\\.[A-Za-z0-9]{1,5}$");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");
    private static final int MAX_NAME = 200;

    static ResolveRequest of(@Nullable String url) {
        if (url == null || url.isBlank()) {
            throw refusal("required", "url is required: the URL or path to resolve.");
        }
        if (url.length() > SitePath.MAX_LENGTH) {
            throw refusal("too-long", "url takes at most 2000 characters.");
        }
        SitePath place = SitePath.parse(url)
                .orElseThrow(() -> refusal("invalid-value", "url takes an http(s) URL, or a path that begins with /."));
        return new ResolveRequest(url, place, canonicalUrls(url.strip()), names(place));
    }

    /** With and without a trailing slash, because it isn't known which spelling the article has. */
    private static Set<String> canonicalUrls(String url) {
        String bare = url.replaceFirst("#.*", "");
        Set<String> written = new LinkedHashSet<>(List.of(url, bare));
        if (!bare.contains("?")) {
            written.add(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare + "/");
        }
        return written;
    }

    private static List<Candidate> names(SitePath place) {
        List<Candidate> names = new ArrayList<>();
        Matcher api = OF_THE_API.matcher(place.path());
        if (api.matches()) {
            add(names, UrlResolver.NAMED, api.group(1));
            return names;
        }
        String path = INDEX.matcher(place.path()).replaceFirst("");
        String last = path.substring(path.lastIndexOf('/') + 1);
        add(names, UrlResolver.LAST_SEGMENT, EXTENSION.matcher(last).replaceFirst(""));
        add(names, UrlResolver.LAST_SEGMENT + 1, last);
        return names;
    }

    private static void add(List<Candidate> names, int rank, String segment) {
        String name = SitePath.decode(segment);
        if (!name.isEmpty() && name.length() <= MAX_NAME && name.indexOf('\0') < 0) {
            names.add(new Candidate(rank, name));
        }
    }

    private static ParameterProblem refusal(String code, String detail) {
        return new ParameterProblem(List.of(Fault.in("url", code, detail)));
    }
}
