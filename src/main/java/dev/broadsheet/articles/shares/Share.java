package dev.broadsheet.articles.shares;

import dev.broadsheet.access.Key;
import dev.broadsheet.kernel.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A preview link, without its token. */
@Entity
@Table(name = "article_share")
class Share extends PanacheEntityBase {

    @Id
    UUID id = Ids.next();

    @Column(name = "article_id")
    UUID articleId;

    /** Null for the working copy. */
    @Nullable
    Integer revision;

    byte[] hash;

    @Column(name = "key_id")
    UUID keyId;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected Share() {}

    Share(UUID articleId, @Nullable Integer revision, byte[] hash, Key by, Instant now, Instant expiresAt) {
        this.articleId = articleId;
        this.revision = revision;
        this.hash = hash;
        this.keyId = by.id();
        this.createdBy = by.name();
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    static Optional<Share> findValid(byte[] hash, Instant now) {
        return find("hash = ?1 and expiresAt > ?2", hash, now).firstResultOptional();
    }

    static Optional<Share> findOf(UUID article, UUID id) {
        return find("articleId = ?1 and id = ?2", article, id).firstResultOptional();
    }

    /** The links that haven't expired, oldest first. */
    static List<Share> listValid(UUID article, Instant now) {
        return list("articleId = ?1 and expiresAt > ?2", Sort.by("createdAt").and("id"), article, now);
    }

    static long deleteExpired(Instant now) {
        return delete("expiresAt <= ?1", now);
    }
}
