package dev.broadsheet.publications.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.icu.util.ULocale;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.LibraryImages;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An article as a standalone HTML page, to view or to share. Its content security policy permits only images and inline
 * styles, so that a script that gets into the page by a bug can't run.
 */
@ApplicationScoped
class ArticleHtmlPage {

    static final String POLICY =
            "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Template article;

    ArticleHtmlPage(Template article) {
        this.article = article;
    }

    /**
     * Values of the template. {@code hero} and {@code body} are HTML of {@link BodyConverter}, which escapes text.
     *
     * @param texts the values of {@link ArticleMembers#TEXTS}, by member name
     */
    record Shown(
            String lang,
            String dir,
            Map<String, @Nullable String> texts,
            String authors,
            @Nullable String published,
            @Nullable String canonical,
            RawString hero,
            RawString body) {}

    String of(ObjectNode tree) {
        JsonNode blocks = tree.path("body").path("blocks");
        LibraryImages images = LibraryImages.in(tree);
        String lang = tree.path("locale").asText("en");
        List<String> authors = new ArrayList<>();
        tree.path("authors").forEach(author -> authors.add(author.path("name").asText()));
        Map<String, @Nullable String> texts = new HashMap<>();
        ArticleMembers.TEXTS.forEach(text -> texts.put(text.name(), text(tree, text.name())));
        Shown shown = new Shown(
                lang,
                ULocale.forLanguageTag(lang).isRightToLeft() ? "rtl" : "ltr",
                texts,
                String.join(", ", authors),
                text(tree, "publishedAt"),
                text(tree, "canonicalUrl"),
                new RawString(hero(tree.path("hero"), images)),
                new RawString(
                        BodyConverter.toHtml(blocks.isArray() ? ArticleJson.stored(blocks) : Document.EMPTY, images)));
        return article.data("shown", shown).render();
    }

    private static String hero(JsonNode hero, LibraryImages images) {
        if (!(hero instanceof ObjectNode picture)) {
            return "";
        }
        return BodyConverter.toHtml(ArticleJson.stored(picture.arrayNode().add(picture)), images);
    }

    private static @Nullable String text(ObjectNode tree, String member) {
        return tree.path(member).isTextual() ? tree.path(member).textValue() : null;
    }
}
