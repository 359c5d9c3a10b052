package dev.broadsheet.terms;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.events.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Fills empty details of an author from an article that names the author. Existing values stay because other articles
 * use the author too; a warning reports the difference.
 */
@ApplicationScoped
public class AuthorProfiles {

    private static final String PRESENT = "select id, slug, name, url, description from term where id = any(?::uuid[])";

    private final DSLContext sql;
    private final Terms terms;
    private final Clock clock;
    private final Event<Change> changes;

    AuthorProfiles(DSLContext sql, Terms terms, Clock clock, Event<Change> changes) {
        this.sql = sql;
        this.terms = terms;
        this.clock = clock;
        this.changes = changes;
    }

    private record StoredAuthor(
            UUID id,
            String slug,
            String name,
            @Nullable String url,
            @Nullable String description) {

        static StoredAuthor of(Record row) {
            return new StoredAuthor(
                    row.get("id", UUID.class),
                    row.get("slug", String.class),
                    row.get("name", String.class),
                    row.get("url", String.class),
                    row.get("description", String.class));
        }

        static StoredAuthor of(Term term) {
            return new StoredAuthor(term.id, term.slug, term.name, term.url, term.description);
        }

        boolean lacks(AuthorProfile profile) {
            return url == null && profile.url() != null || description == null && profile.description() != null;
        }

        List<String> differences(AuthorProfile profile) {
            List<String> members = new ArrayList<>();
            if (profile.url() != null && !profile.url().equals(url)) {
                members.add("url");
            }
            if (profile.description() != null && !profile.description().equals(description)) {
                members.add("description");
            }
            return members;
        }
    }

    /**
     * Runs in the article's transaction. Locks an author's row only if there is something to fill in.
     *
     * @param mayFill whether the caller's key may create and complete terms
     * @param warnings gets {@code author-details} for each author that keeps other values
     */
    public void complete(List<AuthorProfile> all, boolean mayFill, List<Warning> warnings) {
        List<AuthorProfile> profiles =
                all.stream().filter(profile -> !profile.isEmpty()).toList();
        if (profiles.isEmpty()) {
            return;
        }
        Map<TermRef, UUID> authors =
                terms.find(profiles.stream().map(AuthorProfile::author).toList());
        Map<UUID, StoredAuthor> present = present(authors.values().toArray(UUID[]::new));
        if (mayFill) {
            fill(profiles, authors, present);
        }
        for (AuthorProfile profile : profiles) {
            StoredAuthor author = present.get(authors.get(profile.author()));
            if (author != null) {
                warnOfDifferences(author, profile, mayFill, warnings);
            }
        }
    }

    /** Locks rows in the order of their ids, so that two uploads that name the same authors don't deadlock. */
    private void fill(List<AuthorProfile> profiles, Map<TermRef, UUID> authors, Map<UUID, StoredAuthor> present) {
        profiles.stream()
                .filter(profile -> authors.containsKey(profile.author()))
                .sorted(Comparator.comparing(profile -> Objects.requireNonNull(authors.get(profile.author()))))
                .forEach(profile -> {
                    StoredAuthor author = present.get(authors.get(profile.author()));
                    if (author != null && author.lacks(profile)) {
                        present.put(author.id(), fill(author, profile));
                    }
                });
    }

    private Map<UUID, StoredAuthor> present(UUID[] ids) {
        Map<UUID, StoredAuthor> present = new HashMap<>();
        sql.fetch(PRESENT, (Object) ids).forEach(row -> present.put(row.get("id", UUID.class), StoredAuthor.of(row)));
        return present;
    }

    /** Decides by the locked row, because another upload may have filled it in since the first read. */
    private StoredAuthor fill(StoredAuthor author, AuthorProfile profile) {
        Term term = Term.findForUpdate(author.id()).orElse(null);
        if (term == null) {
            return author;
        }
        Instant now = clock.now();
        if (term.fillIn(profile.url(), profile.description(), now)) {
            term.persistAndFlush();
            changes.fire(TermChange.CHANGED.of(term.id, term.slug, now));
        }
        return StoredAuthor.of(term);
    }

    private static void warnOfDifferences(
            StoredAuthor author, AuthorProfile profile, boolean mayFill, List<Warning> warnings) {
        List<String> differences = author.differences(profile);
        if (!differences.isEmpty()) {
            warnings.add(Warning.at(
                    profile.author().pointer(),
                    "author-details",
                    "Left out: " + String.join(", ", differences) + ". "
                            + (mayFill
                                    ? "The author “" + author.name()
                                            + "” has another value, which stays; PATCH /api/authors/" + author.slug()
                                            + " changes it."
                                    : "A key with the flag no-new-tags fills in no author; PATCH /api/authors/"
                                            + author.slug() + " changes “" + author.name() + "”.")));
        }
    }
}
