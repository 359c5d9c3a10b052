package dev.broadsheet.articles.input.frontmatter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names that front matter may use for the members of an article: those of the API, and those of Hugo, Jekyll,
 * Eleventy, Astro, Obsidian, Zola, Hexo, Gatsby, Docusaurus, Pelican, Ghost and dev.to. Case, hyphens and underscores
 * are ignored: {@code canonical_url}, {@code canonicalURL} and {@code canonicalUrl} are one name.
 */
final class FrontMatterNames {

    /** For each member, the API's name first, then the others in order of precedence. */
    private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

    static {
        name("title", "headline");
        name("kicker", "subtitle");
        name("slug");
        name("summary", "description", "excerpt", "abstract");
        name("publishedAt", "date", "pubDatetime", "datePublished", "published", "created", "createdAt");
        name("publishAt", "publishDate", "pubDate");
        name("expireAt", "expiryDate", "unpublishDate");
        name(
                "updatedAt",
                "lastmod",
                "updated",
                "modified",
                "updatedDate",
                "last_modified_at",
                "modDatetime",
                "dateModified");
        name("status", "draft");
        name("authors", "author", "byline");
        name("tags", "tag", "keywords");
        name("section");
        name("categories", "category");
        name("locale", "lang", "language");
        name(
                "hero",
                "image",
                "images",
                "cover",
                "coverImage",
                "featureImage",
                "featuredImage",
                "heroImage",
                "thumbnail",
                "banner",
                "ogImage");
        name("canonicalUrl", "canonical");
        name("aliases", "alias", "redirect_from");
        name("custom", "params", "extra");
        for (String own :
                List.of("externalId", "type", "source", "copyright", "location", "seo", "related", "note", "body")) {
            name(own);
        }
        name("reason");
        name("successor");
    }

    private static final Map<String, String> MEMBERS = new HashMap<>();

    static {
        TABLE.forEach((member, names) -> names.forEach(name -> MEMBERS.put(key(name), member)));
    }

    private FrontMatterNames() {}

    private static void name(String member, String... others) {
        List<String> names = new ArrayList<>();
        names.add(member);
        names.addAll(List.of(others));
        TABLE.put(member, names);
    }

    /** Normalizes a name: without case, hyphens, underscores and spaces. */
    static String key(String name) {
        return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    /** The member of an article, or {@code categories}; empty for an unknown name. */
    static Optional<String> member(String name) {
        return Optional.ofNullable(MEMBERS.get(key(name)));
    }

    /** The precedence of a name among those of its member: the lowest wins. */
    static int rank(String member, String name) {
        List<String> names = TABLE.getOrDefault(member, List.of());
        for (int i = 0; i < names.size(); i++) {
            if (key(names.get(i)).equals(key(name))) {
                return i;
            }
        }
        return names.size();
    }

    /** Each member with its other names, for the guide. */
    static Map<String, List<String>> table() {
        return TABLE;
    }

    /** A known name at edit distance one (a letter inserted, dropped, changed or swapped), if there is one. */
    static Optional<String> similar(String name) {
        String key = key(name);
        return TABLE.values().stream()
                .flatMap(List::stream)
                .filter(known -> key.length() > 3 && isOneEditAway(key, key(known)))
                .findFirst();
    }

    private static boolean isOneEditAway(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int same = 0;
        int shorter = Math.min(a.length(), b.length());
        while (same < shorter && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        String restA = a.substring(same);
        String restB = b.substring(same);
        boolean swapped = restA.length() > 1
                && restB.length() > 1
                && restA.charAt(0) == restB.charAt(1)
                && restA.charAt(1) == restB.charAt(0)
                && restA.substring(2).equals(restB.substring(2));
        return swapped || drop(restA).equals(drop(restB)) || drop(restA).equals(restB) || restA.equals(drop(restB));
    }

    private static String drop(String text) {
        return text.isEmpty() ? text : text.substring(1);
    }
}
