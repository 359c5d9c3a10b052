package dev.broadsheet.redirects;

import dev.broadsheet.kernel.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A redirect made by an editor. Always one step long: {@link RedirectChains} ensures that before and after it is
 * stored.
 */
@Entity
public class Redirect extends PanacheEntityBase {

    static final int GONE = 410;

    @Id
    public UUID id;

    /** The text of a {@link SitePath}. */
    public String source;

    public @Nullable String target;

    @Column(name = "target_key")
    public @Nullable String targetKey;

    @Column(name = "article_id")
    public @Nullable UUID articleId;

    public int status;

    public @Nullable String note;

    /** Increased by every change; used as the ETag. */
    public int version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** For Hibernate. */
    protected Redirect() {}

    /** Creates a redirect without a target, which must be set before it is stored. */
    static Redirect create() {
        Redirect redirect = new Redirect();
        redirect.id = Ids.next();
        return redirect;
    }

    /** @return whether anything changed */
    boolean apply(RedirectEdit edit, Destination to, Instant now) {
        String key = to.place() == null ? null : to.place().text();
        if (version > 0
                && source.equals(edit.from().text())
                && Objects.equals(target, to.target())
                && Objects.equals(targetKey, key)
                && Objects.equals(articleId, to.article())
                && status == edit.status()
                && Objects.equals(note, edit.note())) {
            return false;
        }
        source = edit.from().text();
        target = to.target();
        targetKey = key;
        articleId = to.article();
        status = edit.status();
        note = edit.note();
        if (version++ == 0) {
            createdAt = now;
        }
        updatedAt = now;
        return true;
    }

    String etag() {
        return "\"v" + version + "\"";
    }

    static Optional<Redirect> findForUpdate(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }
}
