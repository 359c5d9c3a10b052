package dev.broadsheet.access.keys;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.Role;
import dev.broadsheet.kernel.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stored key, without its token. Revoked keys are kept, so that the audit log can name them. */
@Entity
@Table(name = "access_key")
public class AccessKey extends PanacheEntityBase {

    /** The way in which a key was created. */
    public enum Origin {
        /** Created by an administrator. */
        MADE,
        /** Created at the first start; its token is in the data folder. */
        FIRST,
        /** Read from the environment, at each start. */
        ENVIRONMENT
    }

    @Id
    UUID id = Ids.next();

    String name;

    @Enumerated(EnumType.STRING)
    Role role = Role.ADMIN;

    @Enumerated(EnumType.STRING)
    Origin origin;

    boolean conditional;

    @Column(name = "no_new_tags")
    boolean noNewTags;

    @Column(name = "lock_takeover")
    boolean lockTakeover;

    byte[] hash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected AccessKey() {}

    public AccessKey(
            String name, Origin origin, byte[] hash, Set<Flag> flags, Instant createdAt, @Nullable Instant expiresAt) {
        this.name = name;
        this.origin = origin;
        this.hash = hash;
        this.conditional = flags.contains(Flag.CONDITIONAL);
        this.noNewTags = flags.contains(Flag.NO_NEW_TAGS);
        this.lockTakeover = flags.contains(Flag.LOCK_TAKEOVER);
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    /** Idempotent: a second call keeps the first time. */
    public void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    /** Makes the key valid again without an expiry, because the environment names it as the admin key. */
    void reinstate() {
        revokedAt = null;
        expiresAt = null;
    }

    boolean isValidAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    Set<Flag> flags() {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (conditional) {
            flags.add(Flag.CONDITIONAL);
        }
        if (noNewTags) {
            flags.add(Flag.NO_NEW_TAGS);
        }
        if (lockTakeover) {
            flags.add(Flag.LOCK_TAKEOVER);
        }
        return flags;
    }

    static Optional<AccessKey> findByHash(byte[] hash) {
        return find("hash", hash).firstResultOptional();
    }

    static List<AccessKey> listOldestFirst() {
        return listAll(Sort.by("createdAt").and("id"));
    }

    /** The key with this id, or all unrevoked keys with this name. */
    public static List<AccessKey> findByIdOrName(String idOrName) {
        return Ids.parse(idOrName)
                .map(id -> AccessKey.<AccessKey>list("id", id))
                .orElseGet(() -> list("name = ?1 and revokedAt is null", idOrName));
    }

    static void revokeOthersFromEnvironment(byte[] currentHash, Instant now) {
        update(
                "revokedAt = ?1 where origin = ?2 and hash <> ?3 and revokedAt is null",
                now,
                Origin.ENVIRONMENT,
                currentHash);
    }
}
