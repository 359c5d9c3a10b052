package dev.broadsheet.media;

import static dev.broadsheet.media.MediaTable.MEDIA;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads media for editors. */
@ApplicationScoped
public class MediaQueries {

    private static final Pattern INSIDE_WORDS =
            Pattern.compile("(?<=\\w)[._-](?=\\w)", Pattern.UNICODE_CHARACTER_CLASS);

    private final DSLContext sql;
    private final Images images;
    private final MediaUsage usage;

    MediaQueries(DSLContext sql, Images images, MediaUsage usage) {
        this.usage = usage;
        this.sql = sql;
        this.images = images;
    }

    /**
     * What a list shows.
     *
     * @param type a media type such as {@code image/png}, or its first part; null for all
     * @param q words of name, alt, caption and credit; null for all
     * @param licenseEndsBefore null for all
     * @param trashed whether to list the trash
     * @param unused whether to list only media that no article uses
     * @param tags only media that are used by an article with one of these tags; empty for all
     */
    public record Filter(
            @Nullable String type,
            @Nullable String q,
            @Nullable Instant licenseEndsBefore,
            boolean trashed,
            boolean unused,
            List<String> tags) {

        private Condition condition(MediaUsage usage) {
            Condition all = trashed ? MEDIA.TRASHED_AT.isNotNull() : MEDIA.TRASHED_AT.isNull();
            if (type != null) {
                all = all.and(type.contains("/") ? MEDIA.TYPE.eq(type) : MEDIA.TYPE.startsWith(type + "/"));
            }
            if (licenseEndsBefore != null) {
                all = all.and(MEDIA.LICENSE_ENDS_AT.lt(licenseEndsBefore.atOffset(ZoneOffset.UTC)));
            }
            if (unused) {
                all = all.andNot(usage.isInUse(MEDIA.ID));
            }
            if (!tags.isEmpty()) {
                all = all.and(usage.isInUseWithTag(MEDIA.ID, tags));
            }
            return q == null ? all : all.and(matches(q));
        }

        /** The column has the parts of a file name as words, so a query is split in the same way. */
        private static Condition matches(String words) {
            return DSL.condition(
                    "{0} @@ websearch_to_tsquery('simple', {1})",
                    MEDIA.SEARCH, val(INSIDE_WORDS.matcher(words).replaceAll(" ")));
        }
    }

    /** Newest first. */
    public Page<MediaView> list(Filter filter, PageRequest page) {
        Condition listed = filter.condition(usage);
        Keyset newest = new Keyset(
                List.of(
                        new Keyset.Key<>(
                                MEDIA.CREATED_AT, true, time -> String.valueOf(time.toInstant()), Keyset::time),
                        new Keyset.Key<>(MEDIA.ID, true, UUID::toString, UUID::fromString)),
                "media " + filter);
        Long total = page.countTotal() ? Long.valueOf(sql.fetchCount(MEDIA, listed)) : null;
        Page<UUID> ids = newest.page(
                page,
                sql.select(MEDIA.ID, MEDIA.CREATED_AT).from(MEDIA).where(listed),
                total,
                row -> row.get(MEDIA.ID));
        Map<UUID, Media> media = new HashMap<>();
        Media.<Media>list("id in ?1", ids.data()).forEach(found -> media.put(found.id, found));
        return new Page<>(
                ids.data().stream()
                        .map(media::get)
                        .filter(Objects::nonNull)
                        .map(this::view)
                        .toList(),
                ids.page());
    }

    /** The medium as editors see it, with URLs that expire. */
    public MediaView view(Media media) {
        return MediaView.of(
                media, images.signedOriginal(media), images.signed(media).orElse(null));
    }

    /** @throws NotFoundProblem if there is no medium with this id */
    public Media get(String id) {
        return find(id).orElseThrow(() -> new NotFoundProblem("medium", id));
    }

    public Optional<Media> find(String id) {
        return Ids.parse(id).map(known -> Media.<Media>findById(known));
    }
}
