package dev.broadsheet.articles.input;

import dev.broadsheet.kernel.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a new article, from its URL and its input.
 *
 * @param slug null if it is generated from the title
 * @param isFromUrl whether the slug is the name in the URL
 * @param mayBeNumbered whether a number may be appended if another article owns the slug
 * @param alias a second name that leads to the article, so that uploading the same file again finds it
 */
public record ArticleIdentity(
        @Nullable String slug,
        boolean isFromUrl,
        boolean mayBeNumbered,
        @Nullable String alias,
        @Nullable String externalId) {

    /**
     * @param name null for a POST
     * @param file whether the slug in the upload may differ from the one in the URL
     */
    public static ArticleIdentity of(@Nullable UploadName name, ArticleInput input, boolean file, List<Fault> faults) {
        String slug = input.slug().value();
        String externalId = input.externalId().value();
        if (name == null || name.text().equals(externalId)) {
            return new ArticleIdentity(slug, false, false, null, externalId);
        }
        if (name.slug() == null) {
            if (externalId != null) {
                faults.add(Fault.at(
                        "/externalId",
                        "external-id-mismatch",
                        "The URL says “" + name.text() + "”, which can't be a slug; send the same, or leave it out."));
            }
            return new ArticleIdentity(slug, false, false, null, name.text());
        }
        if (slug == null || slug.equals(name.slug())) {
            // Two files with different dates may have the same name after the date, so their slug may get a number.
            return name.date() == null
                    ? new ArticleIdentity(name.slug(), true, false, null, externalId)
                    : new ArticleIdentity(name.slug(), false, slug == null, name.text(), externalId);
        }
        if (!file) {
            faults.add(Fault.at(
                    "/slug",
                    "slug-mismatch",
                    "The URL says “" + name.slug() + "”; leave the slug out, or send the same."));
        }
        return new ArticleIdentity(slug, false, false, name.text(), externalId);
    }
}
