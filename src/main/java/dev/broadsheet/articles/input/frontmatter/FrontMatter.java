package dev.broadsheet.articles.input.frontmatter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Front matter converted to an article in JSON. Names are those of {@link FrontMatterNames}. A member that an article
 * doesn't have is kept in {@code custom}, with a warning.
 *
 * @param article as a client would send it in JSON, plus {@code updatedAt}, which only a file may set
 * @param names the name in the file for each member of the article
 */
public record FrontMatter(ObjectNode article, Map<String, String> names, List<Warning> warnings) {

    public static FrontMatter read(FrontMatterData members) {
        Reading reading = new Reading(members);
        reading.read();
        return new FrontMatter(reading.article, reading.names, reading.warnings);
    }

    /** One member of the file. */
    private record Entry(String name, JsonNode typed, JsonNode raw) {}

    private static final class Reading {

        /** Members of the API's objects that are not text. */
        private static final Set<String> TYPED = Set.of("lat", "lon", "noindex", "width", "height", "caption");

        private static final Set<String> YES = Set.of("true", "yes", "on", "y");
        private static final Set<String> NO = Set.of("false", "no", "off", "n");

        private static final Set<String> SEO = Set.of("title", "description", "image", "noindex");

        private static final Set<String> PICTURE =
                Set.of("type", "media", "url", "alt", "caption", "credit", "copyright", "lang", "dir");

        /** Display settings that PaperMod and other themes put beside the URL of a cover. */
        private static final Set<String> THEME = Set.of("relative", "hidden", "hiddenInSingle", "hiddenInList");

        private final ObjectNode article;
        private final ObjectNode custom;
        private final Map<String, String> names = new HashMap<>();
        private final List<Warning> warnings = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> unknown = new ArrayList<>();

        Reading(FrontMatterData members) {
            article = members.typed().objectNode();
            custom = article.objectNode();
            add(members.typed(), members.raw());
        }

        /** Adds the members of an object. The lists in Zola's {@code taxonomies} table count as members of the file. */
        private void add(ObjectNode typed, ObjectNode written) {
            typed.properties().forEach(member -> {
                String name = member.getKey();
                if (FrontMatterNames.key(name).equals("taxonomies") && member.getValue() instanceof ObjectNode lists) {
                    add(lists, (ObjectNode) written.get(name));
                } else {
                    entries.add(new Entry(name, member.getValue(), written.get(name)));
                }
            });
        }

        void read() {
            Map<String, List<Entry>> byMember = new LinkedHashMap<>();
            for (Entry entry : entries) {
                byMember.computeIfAbsent(member(entry), member -> new ArrayList<>())
                        .add(entry);
            }
            byMember.forEach((member, given) -> {
                // If several names set the same member, the first in FrontMatterNames wins. Lists are joined.
                given.sort(Comparator.comparingInt(entry -> FrontMatterNames.rank(member, entry.name())));
                take(member, given);
            });
            if (!custom.isEmpty() && !article.has("custom")) {
                article.set("custom", custom);
            }
            warnOfUnknown();
        }

        private String member(Entry entry) {
            if (FrontMatterNames.key(entry.name()).equals("published")) {
                return isFlag(entry) ? "status" : "publishedAt";
            }
            return FrontMatterNames.member(entry.name()).orElse("");
        }

        private void take(String member, List<Entry> given) {
            switch (member) {
                case "" -> given.forEach(this::keepAsCustom);
                case "custom" -> given.forEach(this::custom);
                case "tags" -> given.forEach(entry -> addAll("tags", tags(entry)));
                case "aliases" -> given.forEach(entry -> addAll("aliases", list(entry, false)));
                case "categories" -> given.forEach(this::categories);
                default -> {
                    Entry first = given.get(0);
                    given.stream()
                            .skip(1)
                            .filter(entry -> !entry.typed().isNull())
                            .forEach(this::keepAsCustom);
                    names.put(member, first.name());
                    set(member, first);
                }
            }
        }

        private void set(String member, Entry entry) {
            switch (member) {
                case "authors" -> article.set("authors", authors(entry));
                case "hero" -> hero(entry);
                case "status" -> status(entry);
                case "slug" -> slug(entry);
                case "body" -> article.set("body", entry.raw());
                case "location" -> textOr(entry, member, "name");
                case "source" -> textOr(entry, member, isWebAddress(entry.raw()) ? "url" : "name");
                case "seo" -> seo(entry);
                case "related" -> related(entry);
                default -> plain(member, entry);
            }
        }

        private void plain(String member, Entry entry) {
            article.set(member, isBlank(entry.raw()) ? article.nullNode() : text(entry));
        }

        /** Takes a text where an object is expected: it becomes the object's member {@code name}. */
        private void textOr(Entry entry, String member, String name) {
            if (entry.raw().isTextual() && !isBlank(entry.raw())) {
                article.putObject(member).set(name, entry.raw());
            } else {
                plain(member, entry);
            }
        }

        private static boolean isWebAddress(JsonNode written) {
            return written.asText("").matches("(?i)https?://.*");
        }

        /** An {@code seo} object with members of other programs is kept in {@code custom}. */
        private void seo(Entry entry) {
            plain("seo", entry);
            if (article.get("seo") instanceof ObjectNode seo && !SEO.containsAll(names(seo))) {
                keepAsCustom(entry);
                seo.retain(SEO);
            }
        }

        /** A boolean is a theme's setting and is kept in {@code custom}. */
        private void related(Entry entry) {
            if (entry.typed().isBoolean()) {
                keepAsCustom(entry);
            } else {
                plain("related", entry);
            }
        }

        /** Text as written in the file, also inside an object, except for the few members that are not text. */
        private static JsonNode text(Entry entry) {
            if (entry.typed() instanceof ObjectNode typed && entry.raw() instanceof ObjectNode written) {
                ObjectNode object = written.deepCopy();
                TYPED.stream().filter(typed::has).forEach(name -> object.set(name, typed.get(name)));
                return object;
            }
            return entry.raw();
        }

        private static boolean isBlank(JsonNode written) {
            return written.isNull()
                    || written.isTextual() && written.textValue().isBlank();
        }

        private void addAll(String member, ArrayNode more) {
            if (article.get(member) instanceof ArrayNode already) {
                already.addAll(more);
            } else {
                article.set(member, more);
            }
        }

        /** Accepts a list, a comma-separated text (Pelican) or a space-separated text (Jekyll). */
        private ArrayNode tags(Entry entry) {
            names.putIfAbsent("tags", entry.name());
            boolean jekyll = FrontMatterNames.key(entry.name()).equals("tags")
                    && entry.raw().isTextual()
                    && entry.raw().textValue().indexOf(',') < 0;
            ArrayNode tags = article.arrayNode();
            for (JsonNode tag : list(entry, true)) {
                if (jekyll) {
                    Stream.of(tag.textValue().strip().split("\\s+"))
                            .map(Reading::withoutHash)
                            .forEach(tags::add);
                } else {
                    tags.add(tag.isTextual() ? TextNode.valueOf(withoutHash(tag.textValue())) : tag);
                }
            }
            return tags;
        }

        /** Obsidian writes {@code #energy}. */
        private static String withoutHash(String tag) {
            return tag.startsWith("#") && tag.length() > 1 ? tag.substring(1) : tag;
        }

        /** Flattens nested lists, which Hexo uses for a path of categories. */
        private void categories(Entry entry) {
            List<JsonNode> categories = new ArrayList<>();
            list(entry, true).forEach(category -> {
                if (category.isArray()) {
                    category.forEach(categories::add);
                } else {
                    categories.add(category);
                }
            });
            boolean hasSection = article.hasNonNull("section")
                    || entries.stream().anyMatch(other -> member(other).equals("section") && !isBlank(other.raw()));
            ArrayNode tags = article.arrayNode();
            for (JsonNode category : categories) {
                if (hasSection) {
                    tags.add(category);
                } else {
                    article.set("section", category);
                    names.put("section", entry.name());
                    hasSection = true;
                }
            }
            if (!tags.isEmpty()) {
                addAll("tags", tags);
            }
        }

        /** A text under {@code author} is one author, commas included; under {@code authors} it is comma-separated. */
        private ArrayNode authors(Entry entry) {
            ArrayNode authors = article.arrayNode();
            Set<String> leftOut = new LinkedHashSet<>();
            for (JsonNode author :
                    list(entry, FrontMatterNames.key(entry.name()).equals("authors"))) {
                boolean named = author instanceof ObjectNode object && FrontMatterAuthor.isNamed(object);
                authors.add(named ? FrontMatterAuthor.read((ObjectNode) author, leftOut) : author);
            }
            if (!leftOut.isEmpty()) {
                warnings.add(Warning.at(
                        "/" + entry.name(),
                        "author-details",
                        "Left out of " + entry.name() + ": " + String.join(", ", leftOut)
                                + ". An author has a name, a url (http or https) and a description."));
            }
            return authors;
        }

        private ArrayNode list(Entry entry, boolean commas) {
            ArrayNode list = article.arrayNode();
            JsonNode value = entry.raw();
            if (value.isArray()) {
                value.forEach(one -> {
                    if (!isBlank(one)) {
                        list.add(one);
                    }
                });
            } else if (value.isTextual() && commas) {
                Stream.of(value.textValue().split(","))
                        .filter(part -> !part.isBlank())
                        .forEach(part -> list.add(part.strip()));
            } else if (!isBlank(value)) {
                list.add(value);
            }
            return list;
        }

        /**
         * Accepts a URL, an object, or the first entry of a list. The URL is {@code image} in PaperMod and {@code src}
         * in Docusaurus.
         */
        private void hero(Entry entry) {
            boolean many = entry.typed().isArray();
            if (many && entry.typed().size() > 1) {
                keepAsCustom(entry);
            }
            Entry first = many
                    ? new Entry(entry.name(), entry.typed().path(0), entry.raw().path(0))
                    : entry;
            if (first.raw().isMissingNode() || isBlank(first.raw())) {
                article.putNull("hero");
                return;
            }
            JsonNode picture = text(first);
            if (picture.isTextual()) {
                article.putObject("hero").put("type", "image").put("url", picture.textValue());
                return;
            }
            if (picture instanceof ObjectNode object) {
                for (String name : List.of("image", "src", "path", "href")) {
                    if (object.has(name) && !object.has("url")) {
                        object.set("url", object.remove(name));
                    }
                }
                object.remove(THEME);
                if (!PICTURE.containsAll(names(object))) {
                    keepAsCustom(first);
                    object.retain(PICTURE);
                }
                if ((!object.has("url") || isBlank(object.path("url"))) && !object.has("media")) {
                    article.putNull("hero");
                    return;
                }
            }
            article.set("hero", picture);
        }

        private static Set<String> names(ObjectNode object) {
            Set<String> names = new HashSet<>();
            object.fieldNames().forEachRemaining(names::add);
            return names;
        }

        private static boolean isFlag(Entry entry) {
            String text = word(entry);
            return entry.typed().isBoolean() || YES.contains(text) || NO.contains(text);
        }

        private static String word(Entry entry) {
            return entry.raw().asText("").strip().toLowerCase(Locale.ROOT);
        }

        /**
         * Only an unambiguous value publishes. Other values are passed on unchanged, and ArticleInputReader refuses
         * them.
         */
        private void status(Entry entry) {
            String text = word(entry);
            if (isBlank(entry.raw())) {
                return;
            }
            String status =
                    switch (FrontMatterNames.key(entry.name())) {
                        case "draft" -> NO.contains(text) ? "published" : YES.contains(text) ? "draft" : text + "?";
                        case "published" -> YES.contains(text) ? "published" : "draft";
                        default ->
                            text.equals("publish") ? "published" : entry.raw().asText();
                    };
            article.put("status", status);
        }

        private static String lastPart(String path) {
            int end = path.length();
            while (end > 0 && path.charAt(end - 1) == '/') {
                end--;
            }
            return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
        }

        /** A path (Docusaurus) or a name with capitals is converted to a slug. */
        private void slug(Entry entry) {
            String text = entry.raw().asText("").strip();
            String last = lastPart(text);
            String slug = Slug.isValid(last) ? last : Slug.of(last);
            if (text.isEmpty() || slug.isEmpty()) {
                article.set("slug", isBlank(entry.raw()) ? article.nullNode() : entry.raw());
                return;
            }
            if (!slug.equals(text)) {
                warnings.add(Warning.at(
                        "/" + entry.name(),
                        "slug-changed",
                        "“" + text + "” can't be a slug; it became “" + slug + "”."));
            }
            if (text.startsWith("/")) {
                addAll("aliases", article.arrayNode().add(text));
            }
            article.put("slug", slug);
        }

        /** Flattens an object, so that members in {@code params} and members beside it end up at the same level. */
        private void custom(Entry entry) {
            if (entry.typed() instanceof ObjectNode object) {
                custom.setAll(object);
            } else if (!entry.typed().isNull()) {
                article.set("custom", entry.typed());
            }
        }

        private void keepAsCustom(Entry entry) {
            if (!custom.has(entry.name())) {
                custom.set(entry.name(), entry.typed());
            }
            unknown.add(entry.name());
        }

        private void warnOfUnknown() {
            if (unknown.isEmpty()) {
                return;
            }
            List<String> suggestions = unknown.stream()
                    .map(name -> FrontMatterNames.similar(name)
                            .filter(known -> !known.equals(name))
                            .map(known -> "“" + name + "”: did you mean “" + known + "”?"))
                    .flatMap(Optional::stream)
                    .toList();
            warnings.add(Warning.at(
                    "/custom",
                    "unknown-member",
                    "Kept in custom: " + String.join(", ", unknown) + "."
                            + (suggestions.isEmpty() ? "" : " " + String.join(" ", suggestions))));
        }
    }
}
