package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.access.Key;
import dev.broadsheet.body.Body;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.kernel.NotFound;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.terms.Wanted;
import dev.broadsheet.writes.Again;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where articles are written. Each call is part of a write's transaction: the article's row is locked, the preconditions
 * are checked under the lock, every fault is told at once, and what follows from the change (the live copy, the log) is
 * written with it or not at all.
 */
@ApplicationScoped
class NewsDesk {

    /** Of a slug and of an externalId, in characters. */
    private static final int MAX_NAME = 200;

    private final Slugs slugs;
    private final Terms terms;
    private final SubmissionReader reader;
    private final Composer composer;
    private final Lifecycle lifecycle;
    private final Tombstones tombstones;
    private final WorkingCopies copies;
    private final Comparisons comparisons;
    private final History history;
    private final Preconditions preconditions;
    private final Caller caller;
    private final Clock clock;
    private final Event<AliasesNamed> aliasesNamed;

    NewsDesk(
            Slugs slugs,
            Terms terms,
            SubmissionReader reader,
            Composer composer,
            Lifecycle lifecycle,
            Tombstones tombstones,
            WorkingCopies copies,
            Comparisons comparisons,
            History history,
            Preconditions preconditions,
            Caller caller,
            Clock clock,
            Event<AliasesNamed> aliasesNamed) {
        this.slugs = slugs;
        this.terms = terms;
        this.reader = reader;
        this.composer = composer;
        this.lifecycle = lifecycle;
        this.tombstones = tombstones;
        this.copies = copies;
        this.comparisons = comparisons;
        this.history = history;
        this.preconditions = preconditions;
        this.caller = caller;
        this.clock = clock;
        this.aliasesNamed = aliasesNamed;
    }

    Outcome create(ArticleUpload upload, Save save) {
        checkPreconditions(null);
        return withFileNames(upload, () -> createAs(null, upload, save));
    }

    /** Creates or replaces, whichever it is; a creation that another one overtakes becomes a replacement. */
    Outcome put(String lastPart, ArticleUpload sent, Save save) {
        UploadName name = UploadName.of(lastPart);
        ArticleUpload upload = sent.dated(name.date());
        Optional<Article> found = Article.lock(lastPart);
        if (found.isEmpty() && !name.text().equals(lastPart)) {
            found = Article.lock(name.text());
        }
        if (found.isEmpty()) {
            checkPreconditions(null);
            checkNew(name);
            return withFileNames(upload, () -> createAs(name, upload, save));
        }
        Article article = writable(found.get());
        List<Warning> warnings = new ArrayList<>();
        warnIfFormer(name, article, upload, warnings);
        return withFileNames(
                upload,
                () -> replace(article, upload.sent(), upload.replacing(article).origin(), false, save)
                        .warning(warnings));
    }

    /** Not of a file that has a slug of its own: its name leads to the article on purpose. */
    private static void warnIfFormer(UploadName name, Article article, ArticleUpload upload, List<Warning> warnings) {
        String text = name.text();
        boolean former = !text.equals(article.slug)
                && !text.equals(article.externalId)
                && Ids.parse(text).isEmpty()
                && name.date() == null
                && !article.slug.equals(upload.sent().path("slug").asText());
        if (former) {
            warnings.add(new Warning(
                    "former-slug",
                    null,
                    null,
                    "“" + text + "” is a former slug of the article “" + article.slug + "”, which was replaced."));
        }
    }

    Outcome patch(String name, Patch patch, Save save) {
        Article article = writable(require(name));
        ObjectNode current = copies.editable(article, patch.readsBody());
        ObjectNode patched = patch.applyTo(current);
        current.fieldNames().forEachRemaining(member -> {
            if (!patched.has(member)) {
                patched.putNull(member);
            }
        });
        // What a patch is silent of is no wish: one of the title of a live article publishes nothing, and one that says
        // published means now, whenever it was to be.
        for (String member : List.of("body", "status", "publishAt", "expireAt")) {
            if (!patch.touches(member)) {
                patched.remove(member);
            }
        }
        if (patch.touches("status")) {
            patched.remove("live");
        }
        return replace(article, patched, SubmissionReader.Upload.JSON, true, save);
    }

    /** Rewrites the blocks of a working copy, which are read again as a whole. */
    Outcome rewriteBody(String name, UnaryOperator<ArrayNode> rewrite, Save save) {
        Article article = writable(require(name));
        Document body = current(article).content().body();
        ArrayNode blocks = (ArrayNode) Body.blocks(body == null ? Document.EMPTY : body);
        ObjectNode patched = copies.editable(article, false);
        patched.remove("status");
        patched.putObject("body").set("blocks", rewrite.apply(blocks));
        return replace(article, patched, SubmissionReader.Upload.JSON, true, save);
    }

    /** Adds tags and takes others off, whatever the rest says: nobody has to read it first. */
    Outcome tag(String name, List<Wanted> add, List<Wanted> remove) {
        Article article = writable(require(name));
        Map<Wanted, UUID> added = terms.resolve(add, mayMakeTerms());
        Map<Wanted, UUID> removed = terms.find(remove);
        Revision current = current(article);
        Content present = composer.revived(current.content());
        LinkedHashSet<UUID> tags = new LinkedHashSet<>(present.tags());
        tags.removeAll(removed.values());
        add.stream().map(added::get).filter(Objects::nonNull).forEach(tags::add);
        if (tags.size() > SubmissionReader.MAX_TAGS) {
            throw new Invalid(
                    Fault.at("/tags", "too-many", "An article has at most " + SubmissionReader.MAX_TAGS + " tags."));
        }
        Content tagged = present.tagged(List.copyOf(tags));
        composer.revise(
                        article,
                        current,
                        tagged,
                        current.bodySource(),
                        author(Save.PLAIN, null, new ArrayList<>()),
                        clock.now())
                .ifPresent(revision -> composer.file(article, revision));
        List<Warning> warnings = new ArrayList<>();
        lifecycle.warnIfBehind(article, warnings);
        return outcome(article, false, warnings).differing(() -> comparisons.tree(current.content(), tagged));
    }

    /** To the trash; twice is once. */
    Outcome trash(String name, Farewell said) {
        Article article = unlocked(require(name));
        checkPreconditions(article);
        lifecycle.trash(article, tombstones.of(said, article.id), clock.now());
        return outcome(article, false, List.of());
    }

    /** Out of the trash, as a draft; nothing goes live by it. */
    Outcome restore(String name) {
        Article article = unlocked(require(name));
        checkPreconditions(article);
        if (article.isTrashed()) {
            lifecycle.restore(article, clock.now());
        }
        return outcome(article, false, List.of());
    }

    /** For good. What was public once keeps its names reserved and answers 410. */
    void deleteForGood(String name) {
        Article article = unlocked(require(name));
        checkPreconditions(article);
        lifecycle.deleteForGood(article, clock.now());
        slugs.releaseAll(article.id);
    }

    /** Publishes a revision, now or when it is told to. */
    Outcome publish(String name, PublicationOrder order) {
        Article article = writable(require(name));
        int number = order.revision() == null ? article.revision : order.revision();
        Revision revision = Revision.of(article.id, number)
                .orElseThrow(() -> new Invalid(Fault.at(
                        "/revision", "unknown-revision", "There is no revision " + number + " of this article.")));
        if (order.expireAt().present()) {
            lifecycle.expireAt(article, order.expireAt().value(), clock.now());
        }
        Content before = article.liveRevision == null
                ? null
                : Revision.of(article.id, article.liveRevision)
                        .flatMap(Revision::readable)
                        .orElse(null);
        lifecycle.publish(article, revision, order.publishAt(), clock.now());
        return outcome(article, false, List.of()).differing(() -> comparisons.tree(before, revision.content()));
    }

    /** Takes down the live copy and calls off a planned one. */
    Outcome unpublish(String name, Farewell said) {
        Article article = writable(require(name));
        lifecycle.unpublish(article, tombstones.of(said, article.id), clock.now());
        return outcome(article, false, List.of());
    }

    /** Makes a new revision out of an old one. */
    Outcome restoreRevision(String name, int number, @Nullable String note, Save save) {
        Article article = writable(require(name));
        List<Fault> faults = new ArrayList<>();
        Optional<Revision> old = Revision.of(article.id, number);
        if (old.isEmpty()) {
            faults.add(
                    Fault.at("/restore", "unknown-revision", "There is no revision " + number + " of this article."));
        }
        Revision.Author by = author(save, note, faults);
        Invalid.throwIfAny(faults);
        Revision current = replaceable(article);
        // Identity is not content: a former slug or externalId doesn't come back with an old text.
        Content restored = composer.revived(old.orElseThrow().content())
                .identifiedAs(current.content().slug(), current.content().externalId());
        composer.revise(article, current, restored, old.orElseThrow().bodySource(), by, clock.now())
                .ifPresent(revision -> composer.file(article, revision));
        return outcome(article, false, List.of()).differing(() -> comparisons.tree(current.content(), restored));
    }

    private Outcome createAs(@Nullable UploadName name, ArticleUpload upload, Save save) {
        Instant now = clock.now();
        Article article = Article.create(now);
        List<Fault> faults = new ArrayList<>();
        Submission submission = reader.read(upload.sent(), null, upload.origin(), faults);
        article.wasChanged(submission.updatedAt(), now);
        Identity identity = Identity.of(name, submission, upload.origin().file(), faults);
        Tombstone tombstone = tombstones.of(submission.farewell(), article.id, faults);
        save.check(submission.status(), faults);
        Revision.Author by = author(save, submission.note(), faults);
        Composer.Composed composed = composer.compose(submission, null, mayMakeTerms(), faults);
        List<Warning> warnings = new ArrayList<>(composed.warnings());
        String slug = claimSlug(identity, composed.content(), article.id, warnings);
        Content content = composed.content().identifiedAs(slug, identity.externalId());
        Revision revision = composer.create(article, content, composed.source(), by, now);
        claimAliases(submission, article, now, warnings);
        lifecycle.follow(submission, tombstone, article, revision, now, warnings);
        composer.file(article, revision);
        return outcome(article, true, warnings)
                .viewing(() -> copies.written(article))
                .differing(() -> comparisons.tree(null, content));
    }

    private Outcome replace(
            Article article, ObjectNode sent, SubmissionReader.Upload origin, boolean patched, Save save) {
        Instant now = clock.now();
        Revision current = patched ? current(article) : replaceable(article);
        List<Fault> faults = new ArrayList<>();
        Submission submission = reader.read(sent, copies.known(article, current.content()), origin, faults);
        Tombstone tombstone = tombstones.of(submission.farewell(), article.id, faults);
        save.check(submission.status(), faults);
        Revision.Author by = author(save, submission.note(), faults);
        Composer.Composed composed = composer.compose(
                patched && !submission.body().present() ? submission.keepingBody() : submission,
                current,
                mayMakeTerms(),
                faults);
        String slug = composed.content().slug();
        if (!slug.equals(article.slug) && !slugs.claim(slug, article.id)) {
            throw taken(slug);
        }
        String formerSlug = article.slug;
        Revision revision = composer.revise(article, current, composed.content(), composed.source(), by, now)
                .orElse(current);
        // A schedule is pinned to its revision, and that one to its slug.
        if (!slug.equals(formerSlug) && !lifecycle.isPinned(formerSlug, article)) {
            slugs.release(formerSlug, article.id);
        }
        List<Warning> warnings = new ArrayList<>(composed.warnings());
        warnIfNoteIsLost(by, current, revision, warnings);
        claimAliases(submission, article, now, warnings);
        lifecycle.follow(submission, tombstone, article, revision, now, warnings);
        if (revision != current) {
            composer.file(article, revision);
        }
        return outcome(article, false, warnings)
                .viewing(() -> copies.written(article))
                .differing(() -> comparisons.tree(current.content(), revision.content()));
    }

    /** A note is a revision's, and there is none without a change. One that is there already was said the first time. */
    private static void warnIfNoteIsLost(Revision.Author by, Revision before, Revision after, List<Warning> warnings) {
        boolean kept = after != before || (before.autosave && !by.autosave());
        if (by.note() != null && !kept && !by.note().equals(before.note)) {
            warnings.add(Warning.at(
                    "/note",
                    "note-not-kept",
                    "Nothing was changed, so there is no new revision that could carry the note."));
        }
    }

    /** The slug of a new article, and the name in its URL as a second one if that differs. */
    private String claimSlug(Identity identity, Content content, UUID article, List<Warning> warnings) {
        String slug = identity.slug();
        if (slug == null) {
            slug = slugs.claimFor(content.title(), content.locale(), article);
        } else if (identity.mayBeNumbered()) {
            slug = slugs.claimFor(slug, content.locale(), article);
            if (!slug.equals(identity.slug())) {
                warnings.add(Warning.at(
                        "/slug",
                        "slug-changed",
                        "The slug “" + identity.slug() + "” belongs to another article; this one became “" + slug
                                + "”."));
            }
        } else if (!slugs.claim(slug, article)) {
            throw identity.isFromUrl() ? reserved(slug) : taken(slug);
        }
        if (identity.alias() != null && !identity.alias().equals(slug) && !slugs.claim(identity.alias(), article)) {
            throw reserved(identity.alias());
        }
        return slug;
    }

    /** An owner that is there was made between our look and our claim; then this is a replacement. */
    private static RuntimeException reserved(String slug) {
        Problem reserved =
                new Problem(ProblemCode.DUPLICATE, "The slug is reserved: it was that of an article deleted for good.");
        return Article.lock(slug).isPresent() ? new Again(reserved) : reserved;
    }

    /** A single name becomes a former slug; each becomes a redirect of the site, where it is free. */
    private void claimAliases(Submission submission, Article article, Instant now, List<Warning> warnings) {
        if (submission.aliases().isEmpty()) {
            return;
        }
        for (String alias : submission.aliases()) {
            if (Slug.isValid(alias) && !Slugs.isReserved(alias) && !slugs.claim(alias, article.id)) {
                warnings.add(
                        Warning.at("/aliases", "alias-taken", "The slug “" + alias + "” belongs to another article."));
            }
        }
        aliasesNamed.fire(new AliasesNamed(article.id, submission.aliases(), warnings, now));
    }

    private Outcome outcome(Article article, boolean created, List<Warning> warnings) {
        return new Outcome(
                article.id,
                article.slug,
                article.etag(),
                created,
                List.copyOf(warnings),
                () -> copies.view(article),
                null);
    }

    private Article require(String name) {
        return Article.lock(name).orElseThrow(() -> new NotFound("article", name));
    }

    private Article writable(Article article) {
        unlocked(article);
        checkPreconditions(article);
        if (article.isTrashed()) {
            throw new Problem(ProblemCode.IN_TRASH, "The article is in the trash. DELETE …/trash takes it out.");
        }
        return article;
    }

    private void checkPreconditions(@Nullable Article article) {
        try {
            preconditions.check(
                    article == null ? null : article.etag(),
                    article == null ? null : article.updatedAt,
                    caller.require().has(Flag.CONDITIONAL));
        } catch (Problem refusal) {
            throw article == null ? refusal : history.explain(refusal, article, preconditions.expected());
        }
    }

    private static Revision current(Article article) {
        return Revision.of(article.id, article.revision).orElseThrow();
    }

    /** The working copy for a write that keeps nothing of it but who it is: it need not be readable. */
    private static Revision replaceable(Article article) {
        Revision current = current(article);
        return current.readable().isPresent() ? current : current.standIn(article.identity());
    }

    private boolean mayMakeTerms() {
        return !caller.require().has(Flag.NO_NEW_TAGS);
    }

    private Revision.Author author(Save save, @Nullable String note, List<Fault> faults) {
        Key key = caller.require();
        return new Revision.Author(key.id(), key.name(), save.note(note, faults), save.autosave());
    }

    private static void checkNew(UploadName name) {
        if (Ids.parse(name.text()).isPresent()) {
            throw new NotFound("article", name.text());
        }
        if (name.text().length() > MAX_NAME) {
            throw new Invalid(Fault.in("article", "too-long", "A name has at most " + MAX_NAME + " characters."));
        }
        if (Slugs.isReserved(name.text())) {
            throw new Invalid(
                    Fault.in("article", "reserved-slug", "“" + name.text() + "” is a word of the API's own paths."));
        }
    }

    private static Problem taken(String slug) {
        return new Problem(
                ProblemCode.DUPLICATE,
                "The slug “" + slug + "” belongs to another article.",
                List.of(Fault.at("/slug", "duplicate", "Taken.")));
    }

    private Article unlocked(Article article) {
        Instant now = clock.now();
        if (article.isLockedAgainst(caller.require().id(), now)) {
            throw ArticleLock.refusal(article);
        }
        return article;
    }

    /** Tells faults and warnings by the names that the file has. */
    private static Outcome withFileNames(ArticleUpload upload, Supplier<Outcome> write) {
        try {
            return write.get().named(upload.origin()::named);
        } catch (Invalid invalid) {
            throw new Invalid(
                    invalid.faults().stream().map(upload.origin()::named).toList());
        }
    }
}
