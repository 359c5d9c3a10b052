package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Front matter in our own names. Understood beside them: those of <a
 * href="https://gohugo.io/content-management/front-matter/">Hugo</a> and <a
 * href="https://jekyllrb.com/docs/front-matter/">Jekyll</a>. Our own name wins over theirs when both are there; what
 * has no place here is told in a warning; what nobody knows is left for the reader to refuse.
 *
 * @param article the article as JSON
 * @param aliases former names that shall lead to it
 */
record FrontMatter(ObjectNode article, List<String> aliases, List<Warning> warnings) {

    private static final Map<String, String> SAME = new LinkedHashMap<>();

    static {
        SAME.put("date", "publishedAt");
        SAME.put("publishdate", "publishAt");
        SAME.put("pubdate", "publishAt");
        SAME.put("expirydate", "expireAt");
        SAME.put("unpublishdate", "expireAt");
        SAME.put("description", "summary");
        SAME.put("excerpt", "summary");
        SAME.put("subtitle", "kicker");
        SAME.put("author", "authors");
        SAME.put("tag", "tags");
        SAME.put("keywords", "tags");
        SAME.put("lang", "locale");
        SAME.put("language", "locale");
        SAME.put("image", "hero");
        SAME.put("cover", "hero");
        SAME.put("images", "hero");
        SAME.put("params", "custom");
    }

    /** Theirs, without a meaning for an API. */
    private static final Set<String> IGNORED = Set.of(
            "lastmod",
            "modified",
            "last_modified_at",
            "layout",
            "permalink",
            "url",
            "weight",
            "linktitle",
            "markup",
            "outputs",
            "toc",
            "comments",
            "sitemap",
            "iscjklanguage",
            "headless",
            "build",
            "cascade",
            "menu",
            "menus");

    static FrontMatter read(ObjectNode yaml) {
        Reading reading = new Reading(yaml);
        yaml.properties().forEach(member -> reading.take(member.getKey(), member.getValue()));
        return new FrontMatter(reading.article, reading.aliases, reading.warnings);
    }

    private static final class Reading {

        private final ObjectNode yaml;
        private final ObjectNode article;
        private final List<String> aliases = new ArrayList<>();
        private final List<Warning> warnings = new ArrayList<>();

        Reading(ObjectNode yaml) {
            this.yaml = yaml;
            this.article = yaml.objectNode();
        }

        void take(String name, JsonNode value) {
            String key = name.toLowerCase(Locale.ROOT);
            if (ArticleTree.MEMBERS.contains(name) && !SAME.containsKey(key) && !IGNORED.contains(key)) {
                put(name, value);
            } else if (key.equals("draft") || key.equals("published") && value.isBoolean()) {
                status(key, value);
            } else if (key.equals("aliases") || key.equals("redirect_from")) {
                list(value, false).forEach(alias -> alias(alias.asText()));
            } else if (key.equals("categories") || key.equals("category")) {
                categories(list(value, true));
            } else if (IGNORED.contains(key)) {
                warnings.add(Warning.at("/" + name, "ignored-member", name + " has no meaning here."));
            } else {
                put(SAME.getOrDefault(key, name), value);
            }
        }

        private void put(String member, JsonNode value) {
            boolean own = yaml.has(member);
            if (own && yaml.get(member) != value || !own && article.has(member) && !member.equals("tags")) {
                return;
            }
            JsonNode read =
                    switch (member) {
                        case "tags", "authors" -> list(value, true);
                        case "hero" -> picture(value);
                        default -> text(member, value);
                    };
            if (read instanceof ArrayNode more && article.get(member) instanceof ArrayNode already) {
                already.addAll(more);
            } else {
                article.set(member, read);
            }
        }

        /** YAML makes numbers and booleans of texts that look like them: a title “1984” is a text. */
        private static JsonNode text(String member, JsonNode value) {
            return value.isNumber()
                            && Set.of(
                                            "title",
                                            "kicker",
                                            "summary",
                                            "slug",
                                            "externalId",
                                            "copyright",
                                            "section",
                                            "publishedAt",
                                            "publishAt",
                                            "expireAt",
                                            "note")
                                    .contains(member)
                    ? TextNode.valueOf(value.asText())
                    : value;
        }

        /** Only a plain true or false counts: what is unclear must not publish, so the reader refuses it. */
        private void status(String key, JsonNode value) {
            if (yaml.has("status") || value.isNull() || value.asText("?").isBlank()) {
                return;
            }
            boolean clear = value.isBoolean() || value.asText().matches("true|false");
            article.put(
                    "status",
                    !clear
                            ? value.asText("?") + "?"
                            : value.asBoolean() == key.equals("published") ? "published" : "draft");
        }

        private void categories(ArrayNode categories) {
            boolean sectionGiven = yaml.hasNonNull("section");
            for (int i = 0; i < categories.size(); i++) {
                if (i == 0 && !sectionGiven) {
                    article.set("section", categories.get(0));
                } else {
                    ArrayNode tags =
                            article.get("tags") instanceof ArrayNode already ? already : article.putArray("tags");
                    tags.add(categories.get(i));
                }
            }
        }

        /** The last part of an old path. A name that can't be a slug can't lead here. */
        private void alias(String path) {
            String[] parts = path.replaceFirst("(/index)?\\.html?$", "")
                    .replaceFirst("/+$", "")
                    .split("/");
            String last = parts.length == 0 ? "" : parts[parts.length - 1];
            if (Slug.isValid(last)) {
                aliases.add(last);
            } else {
                warnings.add(Warning.at(
                        "/aliases", "alias-dropped", "“" + path + "” doesn't end in a name that can be a slug."));
            }
        }

        private ArrayNode list(JsonNode value, boolean commas) {
            ArrayNode list = yaml.arrayNode();
            if (value.isArray()) {
                value.forEach(entry -> list.add(entry.isValueNode() && !entry.isNull() ? text(entry) : entry));
            } else if (value.isTextual() && commas) {
                for (String part : value.textValue().split(",")) {
                    if (!part.isBlank()) {
                        list.add(part.strip());
                    }
                }
            } else if (!value.isNull()) {
                list.add(value.isValueNode() ? text(value) : value);
            }
            return list;
        }

        private static TextNode text(JsonNode value) {
            return TextNode.valueOf(value.asText());
        }

        /** A URL alone, one of a list, or an object; PaperMod's says image for url. */
        private @Nullable JsonNode picture(JsonNode value) {
            JsonNode first = value.isArray() ? value.path(0) : value;
            if (value.size() > 1 && value.isArray()) {
                warnings.add(Warning.at(
                        "/images",
                        "ignored-member",
                        "Only the first picture is the hero; put the others into the body."));
            }
            if (first.isTextual()) {
                return yaml.objectNode().put("type", "image").put("url", first.textValue());
            }
            if (first instanceof ObjectNode object && object.has("image") && !object.has("url")) {
                ObjectNode picture = object.deepCopy();
                picture.set("url", picture.remove("image"));
                picture.remove(List.of("relative", "hidden", "hiddenInSingle", "hiddenInList"));
                return picture;
            }
            return first.isMissingNode() ? null : first;
        }
    }
}
