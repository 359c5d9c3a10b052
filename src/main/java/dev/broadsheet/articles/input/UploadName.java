package dev.broadsheet.articles.input;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.ValidationProblem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last segment of the URL of a PUT. {@code curl -T story.md …/articles/} appends the file name there.
 *
 * @param text without the file extension
 * @param slug the slug for the article, without the date prefix of a file name; null if the name can't be a slug
 * @param date the date prefix of a file name, as in Jekyll: {@code 2026-01-31-story.md}
 */
public record UploadName(
        String text, @Nullable String slug, @Nullable String date) {

    private static final Pattern FILE =
            Pattern.compile("(?<stem>.+)\\.(?:md|markdown|mdown|mkd|html?|xhtml|json)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATED = Pattern.compile("(?<date>\\d{4}-\\d{2}-\\d{2})-(?<name>.+)");

    /** index.md, _index.md or index.fr.md: the same name in every folder (Hugo, Astro). */
    private static final Pattern INDEX_FILE = Pattern.compile("_?index(\\.[a-z-]{2,12})?", Pattern.CASE_INSENSITIVE);

    /**
     * @throws ValidationProblem for {@code index.md} and the like: files of different folders would replace each other
     */
    public static UploadName of(String lastPart) {
        Matcher file = FILE.matcher(lastPart);
        if (!file.matches()) {
            return new UploadName(lastPart, slug(lastPart), null);
        }
        String stem = file.group("stem");
        if (INDEX_FILE.matcher(stem).matches()) {
            throw new ValidationProblem(
                    List.of(
                            Fault.at(
                                    "",
                                    "no-name",
                                    "“" + lastPart
                                            + "” names no article: each folder has such a file. Put the folder's name into the URL, as in …/articles/my-story.")));
        }
        Matcher dated = DATED.matcher(stem);
        return dated.matches()
                ? new UploadName(stem, slug(dated.group("name")), dated.group("date"))
                : new UploadName(stem, slug(stem), null);
    }

    private static @Nullable String slug(String name) {
        return Slug.isValid(name) ? name : null;
    }
}
