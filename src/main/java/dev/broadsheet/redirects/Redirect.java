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

/** A redirect made by hand. Always one step long: {@link RedirectChains} sees to it before it is stored, and after. */
@Entity
public class Redirect extends PanacheEntityBase {

    static final int GONE = 410;

    @Id
    public UUID id;

    /** A {@link SitePath} as text. */
    public String source;

    public @Nullable String target;

    @Column(name = "target_key")
    public @Nullable String targetKey;

    @Column(name = "article_id")
    public @Nullable UUID articleId;

    public int status;

    public @Nullable String note;

    /** Raised by every change; its ETag. */
    public int version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** For Hibernate. */
    protected Redirect() {}

    /** Leads nowhere yet, and is not stored before it does. */
    static Redirect create() {
        Redirect redirect = new Redirect();
        redirect.id = Ids.next();
        return redirect;
    }

    /** @return whether anything is different now */
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

    static Optional<Redirect> lock(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }
}
