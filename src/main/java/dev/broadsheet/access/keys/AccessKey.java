package dev.broadsheet.access.keys;

import dev.broadsheet.access.Flag;
import dev.broadsheet.access.roles.Role;
import dev.broadsheet.access.roles.RoleDefinition;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.rules.ItemRules;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
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
    public UUID id = Ids.next();

    public String name;

    public String role = Role.ADMIN.text();

    @Enumerated(EnumType.STRING)
    Origin origin;

    boolean conditional;

    @Column(name = "no_new_tags")
    boolean noNewTags;

    @Column(name = "lock_takeover")
    boolean lockTakeover;

    /** Names of permissions that narrow the role; null for all of the role. */
    String @Nullable [] permissions;

    String[] ips = {};

    /** Requests a minute; null for the rate of the settings. */
    @Nullable
    Integer rate;

    @Column(name = "rule_authors")
    UUID[] ruleAuthors = {};

    @Column(name = "rule_sections")
    UUID[] ruleSections = {};

    @Column(name = "rule_tags")
    UUID[] ruleTags = {};

    @Column(name = "rule_locales")
    String[] ruleLocales = {};

    @Column(name = "rule_types")
    String[] ruleTypes = {};

    @Column(name = "rule_own")
    boolean ruleOwn;

    /** The key that made this one. */
    @Column(name = "created_by", updatable = false)
    @Nullable
    UUID createdBy;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    @Nullable
    Instant lastUsedAt;

    byte[] hash;

    /** The hash before the last rotation, valid until {@link #formerUntil}. */
    @Column(name = "former_hash")
    byte @Nullable [] formerHash;

    @Column(name = "former_until")
    @Nullable
    Instant formerUntil;

    /** Increased by every change; used as the ETag. */
    int version = 1;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    public Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    public Instant revokedAt;

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

    /** Stores a key that no other key made. */
    public static AccessKey issue(
            String name, Role role, byte[] hash, Set<Flag> flags, Instant now, @Nullable Instant expiresAt) {
        AccessKey key = new AccessKey(name, Origin.MADE, hash, flags, now, expiresAt);
        key.role = role.text();
        key.persist();
        return key;
    }

    /** Makes a key through the API. */
    static AccessKey create(KeyEdit edit, byte[] hash, UUID createdBy, Instant now) {
        AccessKey key = new AccessKey(edit.name(), Origin.MADE, hash, edit.flags(), now, edit.expiresAt());
        key.createdBy = createdBy;
        key.apply(edit);
        key.version = 1;
        return key;
    }

    void apply(KeyEdit edit) {
        name = edit.name();
        role = edit.role().name();
        permissions = edit.permissions() == null ? null : edit.permissions().toArray(String[]::new);
        ips = edit.ips().toArray(String[]::new);
        rate = edit.rate();
        expiresAt = edit.expiresAt();
        ruleAuthors = edit.rules().authors().toArray(UUID[]::new);
        ruleSections = edit.rules().sections().toArray(UUID[]::new);
        ruleTags = edit.rules().tags().toArray(UUID[]::new);
        ruleLocales = edit.rules().locales().toArray(String[]::new);
        ruleTypes = edit.rules().types().toArray(String[]::new);
        ruleOwn = edit.rules().own();
        conditional = edit.flags().contains(Flag.CONDITIONAL);
        noNewTags = edit.flags().contains(Flag.NO_NEW_TAGS);
        lockTakeover = edit.flags().contains(Flag.LOCK_TAKEOVER);
        version++;
    }

    /**
     * What can be edited, as it is now.
     *
     * @param definition of its role
     */
    KeyEdit edit(RoleDefinition definition) {
        return new KeyEdit(
                name,
                definition,
                permissions == null ? null : List.of(permissions),
                flags(),
                List.of(ips),
                rate,
                expiresAt,
                rules());
    }

    /** Its own rules, without those of its role. */
    ItemRules rules() {
        return new ItemRules(
                Set.of(ruleAuthors),
                Set.of(ruleSections),
                Set.of(ruleTags),
                Set.of(ruleLocales),
                Set.of(ruleTypes),
                ruleOwn);
    }

    /** @param formerUntil how long the present token stays valid beside the new one */
    void rotate(byte[] newHash, Instant formerUntil) {
        formerHash = hash;
        this.formerUntil = formerUntil;
        hash = newHash;
        version++;
    }

    String etag() {
        return "\"v" + version + "\"";
    }

    /** Idempotent: a second call keeps the first time. */
    public void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
            version++;
        }
    }

    public static long countUnrevokedWithRole(String role) {
        return count("role = ?1 and revokedAt is null", role);
    }

    static Optional<AccessKey> findForUpdate(UUID id) {
        return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** The unrevoked keys that were made with this one, and with those. */
    static List<AccessKey> listMadeWith(UUID id) {
        List<AccessKey> made = new ArrayList<>();
        for (AccessKey key : AccessKey.<AccessKey>list("createdBy = ?1 and revokedAt is null", id)) {
            made.add(key);
            made.addAll(listMadeWith(key.id));
        }
        return made;
    }

    /** Makes the key valid again without an expiry, because the environment names it as the admin key. */
    void reinstate() {
        revokedAt = null;
        expiresAt = null;
    }

    public boolean isValidAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    public Set<Flag> flags() {
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

    public static List<AccessKey> listOldestFirst() {
        return listAll(Sort.by("createdAt").and("id"));
    }

    /** The key with this id, or all unrevoked keys with this name. */
    public static List<AccessKey> findByIdOrName(String idOrName) {
        return Ids.parse(idOrName)
                .map(id -> AccessKey.<AccessKey>list("id", id))
                .orElseGet(() -> list("name = ?1 and revokedAt is null", idOrName));
    }

    static List<AccessKey> listOthersFromEnvironment(byte[] currentHash) {
        return list("origin = ?1 and hash <> ?2 and revokedAt is null", Origin.ENVIRONMENT, currentHash);
    }
}
