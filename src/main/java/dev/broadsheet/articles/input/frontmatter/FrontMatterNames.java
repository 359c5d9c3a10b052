package dev.broadsheet.articles.input.frontmatter;

import dev.broadsheet.articles.content.ArticleMember;
import dev.broadsheet.articles.content.ArticleMembers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names that front matter may use for the members of an article ({@link ArticleMembers}) and of an upload, such as
 * {@code aliases}: those of the API, and those of Hugo, Jekyll, Eleventy, Astro, Obsidian, Zola, Hexo, Gatsby,
 * Docusaurus, Pelican, Ghost and dev.to. Case, hyphens and underscores are ignored: {@code canonical_url},
 * {@code canonicalURL} and {@code canonicalUrl} are one name.
 */
final class FrontMatterNames {

    /** For each member, the API's name first, then the others in order of precedence. */
    private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

    static {
        for (ArticleMember<?> member : ArticleMembers.ALL) {
            if (!member.frontMatterNames().isEmpty()) {
                TABLE.put(member.name(), member.frontMatterNames());
            }
        }
        TABLE.put("categories", List.of("categories", "category"));
        TABLE.put("aliases", List.of("aliases", "alias", "redirect_from"));
        for (String own : List.of("note", "reason", "successor")) {
            TABLE.put(own, List.of(own));
        }
    }

    private static final Map<String, String> MEMBERS = new HashMap<>();

    static {
        TABLE.forEach((member, names) -> names.forEach(name -> MEMBERS.put(key(name), member)));
    }

    private FrontMatterNames() {}

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
