package dev.broadsheet.access.roles;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key may do. Each has a dotted name, such as {@code articles.publish}. */
public enum Permission {
    /** Read the write side: working copies, revisions, differences, schedule, lists of the past, terms without articles. */
    ARTICLES_READ,
    /** Create and change working copies, lock them, tag them, restore revisions. */
    ARTICLES_WRITE,
    /** Change what readers see: publish, schedule, take down, archive, set an expiry. */
    ARTICLES_PUBLISH,
    /** Move articles to the trash and take them out. */
    ARTICLES_DELETE,
    /** Delete articles with all their revisions. */
    ARTICLES_PURGE,
    /** Make, list and revoke preview links. */
    ARTICLES_SHARE,
    /** Create, change, merge and delete tags, authors and sections, and create them by naming them in an article. */
    TERMS_WRITE,
    /** Read the media library, and files that no live article shows. */
    MEDIA_READ,
    /** Upload files and change their metadata. */
    MEDIA_WRITE,
    /** Move media to the trash and take them out. */
    MEDIA_DELETE,
    /** List redirects. */
    REDIRECTS_READ,
    /** Create, change and delete redirects. */
    REDIRECTS_WRITE,
    /** Read the audit log, which names keys and client addresses. */
    AUDIT_READ,
    /** List keys. */
    KEYS_READ,
    /** Create, change, rotate and revoke keys. */
    KEYS_WRITE,
    /** List roles. */
    ROLES_READ,
    /** Create, change and delete roles. */
    ROLES_WRITE;

    /** The name in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The part before the dot. */
    String subject() {
        return text().substring(0, text().indexOf('.'));
    }

    static Optional<Permission> of(String text) {
        return Arrays.stream(values())
                .filter(permission -> permission.text().equals(text))
                .findFirst();
    }

    /** All names, separated by commas. */
    static String names() {
        return Arrays.stream(values()).map(Permission::text).collect(Collectors.joining(", "));
    }
}
