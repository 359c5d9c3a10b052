package dev.broadsheet.publications;

import dev.broadsheet.articles.json.ArticleImages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Record;

/** Makes live copies of the rows of a response, and joins the images that they show: one statement if there are any. */
@ApplicationScoped
public class LiveCopies {

    private final ArticleImages images;

    LiveCopies(ArticleImages images) {
        this.images = images;
    }

    /**
     * A single article. The row contains the names of its own terms.
     *
     * @throws dev.broadsheet.articles.content.UnreadableContent if the row can't be decoded
     */
    public LiveCopy single(Record row, Projection projection) {
        return LiveCopy.single(row, projection, images(List.of(row), projection));
    }

    /** Maps the rows of a page. The names of all terms of the page may be in any of its rows. */
    public Function<Record, LiveCopy> of(List<Record> rows, Projection projection) {
        return LiveCopy.of(rows, projection, images(rows, projection));
    }

    /** Maps rows of which each contains the names of its own terms. */
    public Function<Record, LiveCopy> ofEach(List<Record> rows, Projection projection) {
        ArticleImages.Shown shown = images(rows, projection);
        return row -> LiveCopy.of(row, projection, shown);
    }

    private ArticleImages.Shown images(List<Record> rows, Projection projection) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.addAll(LiveCopy.media(row, projection)));
        return images.forReaders(ids);
    }
}
