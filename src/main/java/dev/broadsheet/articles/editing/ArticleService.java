package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.access.Key;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.AliasesRequested;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticlePreconditions;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.articles.Takedown;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.diff.ComparisonService;
import dev.broadsheet.articles.input.ArticleIdentity;
import dev.broadsheet.articles.input.ArticleInput;
import dev.broadsheet.articles.input.ArticleInputReader;
import dev.broadsheet.articles.input.ArticleUpload;
import dev.broadsheet.articles.input.RevisionOptions;
import dev.broadsheet.articles.input.TakedownRequest;
import dev.broadsheet.articles.input.UploadName;
import dev.broadsheet.articles.json.WorkingCopies;
import dev.broadsheet.articles.lifecycle.Lifecycle;
import dev.broadsheet.articles.lifecycle.PublicationRequest;
import dev.broadsheet.articles.lifecycle.TakedownResolver;
import dev.broadsheet.articles.locks.ArticleLock;
import dev.broadsheet.articles.revisions.RevisionBuilder;
import dev.broadsheet.articles.revisions.RevisionQueries;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.writes.RetryableConflict;
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
 * All writes to one article. Each call joins the transaction of the write: it locks the article's row, checks the
 * preconditions under that lock and reports all faults at once. The live copy and the change log are written in the
 * same transaction.
 */
@ApplicationScoped
public class ArticleService {

    /** Maximum length of a slug and of an externalId, in characters. */
    private static final int MAX_NAME = 200;

    private final Slugs slugs;
    private final Terms terms;
    private final ArticleInputReader inputReader;
    private final RevisionBuilder revisionBuilder;
    private final Lifecycle lifecycle;
    private final TakedownResolver takedownResolver;
    private final WorkingCopies workingCopies;
    private final ComparisonService comparisonService;
    private final RevisionQueries revisionQueries;
    private final ArticlePreconditions preconditions;
    private final ArticleRules articleRules;
    private final CurrentCaller caller;
    private final Clock clock;
    private final Event<AliasesRequested> aliasesRequested;

    ArticleService(
            Slugs slugs,
            Terms terms,
            ArticleInputReader inputReader,
            RevisionBuilder revisionBuilder,
            Lifecycle lifecycle,
            TakedownResolver takedownResolver,
            WorkingCopies workingCopies,
            ComparisonService comparisonService,
            RevisionQueries revisionQueries,
            ArticlePreconditions preconditions,
            ArticleRules articleRules,
            CurrentCaller caller,
            Clock clock,
            Event<AliasesRequested> aliasesRequested) {
        this.slugs = slugs;
        this.terms = terms;
        this.inputReader = inputReader;
        this.revisionBuilder = revisionBuilder;
        this.lifecycle = lifecycle;
        this.takedownResolver = takedownResolver;
        this.workingCopies = workingCopies;
        this.comparisonService = comparisonService;
        this.revisionQueries = revisionQueries;
        this.preconditions = preconditions;
        this.articleRules = articleRules;
        this.caller = caller;
        this.clock = clock;
        this.aliasesRequested = aliasesRequested;
    }

    public ArticleResult create(ArticleUpload upload, RevisionOptions options) {
        preconditions.checkNew();
        return withFileNames(upload, () -> createAs(null, upload, options));
    }

    /**
     * Creates or replaces an article. A create that loses a race against another create is retried and becomes a
     * replace.
     */
    public ArticleResult put(String lastPart, ArticleUpload sent, RevisionOptions options) {
        UploadName name = UploadName.of(lastPart);
        ArticleUpload upload = sent.withDate(name.date());
        Optional<Article> found = Article.findForUpdate(lastPart);
        if (found.isEmpty() && !name.text().equals(lastPart)) {
            found = Article.findForUpdate(name.text());
        }
        if (found.isEmpty()) {
            preconditions.checkNew();
            checkNewName(name);
            return withFileNames(upload, () -> createAs(name, upload, options));
        }
        articleRules.check(found.get(), lastPart);
        Article article = requireWritable(found.get());
        List<Warning> warnings = new ArrayList<>();
        warnIfFormer(name, article, upload, warnings);
        return withFileNames(
                upload,
                () -> replace(
                                article,
                                upload.sent(),
                                upload.forReplacing(article).context(),
                                options)
                        .withWarnings(warnings));
    }

    /**
     * Warns if the URL has a former slug. An upload that contains the current slug causes no warning, because its
     * sender knows that slug.
     */
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

    public ArticleResult patch(String name, Patch patch, RevisionOptions options) {
        Article article = requireWritable(articleRules.requireForUpdate(name));
        ObjectNode current = workingCopies.editable(article, patch.readsBody());
        ObjectNode patched = patch.applyTo(current);
        current.fieldNames().forEachRemaining(member -> {
            if (!patched.has(member)) {
                patched.putNull(member);
            }
        });
        // Members that the patch doesn't touch are dropped, so changing the title of a live article never publishes
        // anything. A patch that only sets the status to published publishes now, whatever publishAt was.
        for (String member : List.of("body", "status", "publishAt", "expireAt")) {
            if (!patch.touches(member)) {
                patched.remove(member);
            }
        }
        if (patch.touches("status")) {
            patched.remove("live");
        }
        return replace(article, patched, ArticleInputReader.InputContext.PATCH, options);
    }

    /** Rewrites the blocks of a working copy. The whole body is parsed and validated again. */
    public ArticleResult rewriteBody(String name, UnaryOperator<ArrayNode> rewrite, RevisionOptions options) {
        Article article = requireWritable(articleRules.requireForUpdate(name));
        Document body = current(article).content().body();
        ArrayNode blocks = (ArrayNode) BodyConverter.blocks(body == null ? Document.EMPTY : body);
        ObjectNode patched = workingCopies.editable(article, false);
        patched.remove("status");
        patched.putObject("body").set("blocks", rewrite.apply(blocks));
        return replace(article, patched, ArticleInputReader.InputContext.PATCH, options);
    }

    /** Adds and removes tags without touching other members, so that the client need not read the article first. */
    public ArticleResult tag(String name, List<TermRef> add, List<TermRef> remove) {
        Article article = requireWritable(articleRules.requireForUpdate(name));
        Map<TermRef, UUID> added = terms.resolve(add, mayCreateTerms());
        Map<TermRef, UUID> removed = terms.find(remove);
        Revision current = current(article);
        Content present = revisionBuilder.withCurrentTerms(current.content());
        LinkedHashSet<UUID> tags = new LinkedHashSet<>(present.tags());
        tags.removeAll(removed.values());
        add.stream().map(added::get).filter(Objects::nonNull).forEach(tags::add);
        if (tags.size() > ArticleInputReader.MAX_TAGS) {
            throw new ValidationProblem(
                    Fault.at("/tags", "too-many", "An article has at most " + ArticleInputReader.MAX_TAGS + " tags."));
        }
        Content tagged =
                present.toBuilder().set(ArticleMembers.TAGS, List.copyOf(tags)).build();
        revisionBuilder
                .revise(
                        article,
                        current,
                        tagged,
                        current.bodySource(),
                        author(RevisionOptions.DEFAULT, null, new ArrayList<>()),
                        clock.now())
                .ifPresent(revision -> revisionBuilder.persist(article, revision));
        articleRules.checkResult(article);
        List<Warning> warnings = new ArrayList<>();
        lifecycle.warnIfBehind(article, warnings);
        return result(article, false, warnings).withDiff(() -> comparisonService.diffJson(current.content(), tagged));
    }

    /** Moves the article to the trash. Idempotent. */
    public ArticleResult trash(String name, TakedownRequest request) {
        caller.require(Permission.ARTICLES_DELETE);
        Article article = requireUnlocked(articleRules.requireForUpdate(name));
        checkPreconditions(article);
        lifecycle.trash(article, takedownResolver.of(request, article.id), clock.now());
        return result(article, false, List.of());
    }

    /** Takes the article out of the trash. Never publishes: it becomes a draft, or archived or expired if it was. */
    ArticleResult restore(String name) {
        Article article = requireUnlocked(articleRules.requireForUpdate(name));
        checkPreconditions(article);
        if (article.isTrashed()) {
            lifecycle.restore(article, clock.now());
        }
        return result(article, false, List.of());
    }

    /** Deletes the article and its revisions permanently. Slugs that were once live stay reserved and answer 410. */
    public void deletePermanently(String name) {
        caller.require(Permission.ARTICLES_PURGE);
        Article article = requireUnlocked(articleRules.requireForUpdate(name));
        checkPreconditions(article);
        lifecycle.deletePermanently(article, clock.now());
        slugs.releaseAll(article.id);
    }

    /** Publishes a revision, now or at {@code publishAt}. */
    public ArticleResult publish(String name, PublicationRequest request) {
        caller.require(Permission.ARTICLES_PUBLISH);
        Article article = requireWritable(articleRules.requireForUpdate(name));
        int number = request.revision() == null ? article.revision : request.revision();
        articleRules.checkRevision(article, number);
        Revision revision = Revision.of(article.id, number)
                .orElseThrow(() -> new ValidationProblem(Fault.at(
                        "/revision", "unknown-revision", "There is no revision " + number + " of this article.")));
        if (request.expireAt().present()) {
            lifecycle.expireAt(article, request.expireAt().value(), clock.now());
        }
        Content before = article.liveRevision == null
                ? null
                : Revision.of(article.id, article.liveRevision)
                        .flatMap(Revision::contentIfReadable)
                        .orElse(null);
        lifecycle.publish(article, revision, request.publishAt(), clock.now());
        return result(article, false, List.of()).withDiff(() -> comparisonService.diffJson(before, revision.content()));
    }

    /** Takes down the live copy and cancels a scheduled publication. */
    public ArticleResult unpublish(String name, TakedownRequest request) {
        caller.require(Permission.ARTICLES_PUBLISH);
        Article article = requireWritable(articleRules.requireForUpdate(name));
        lifecycle.unpublish(article, takedownResolver.of(request, article.id), clock.now());
        return result(article, false, List.of());
    }

    /** Makes a new revision from the content of an old one. */
    ArticleResult restoreRevision(String name, int number, @Nullable String note, RevisionOptions options) {
        Article article = requireWritable(articleRules.requireForUpdate(name));
        List<Fault> faults = new ArrayList<>();
        Optional<Revision> old = Revision.of(article.id, number);
        if (old.isEmpty()) {
            faults.add(
                    Fault.at("/restore", "unknown-revision", "There is no revision " + number + " of this article."));
        }
        Revision.Author by = author(options, note, faults);
        ValidationProblem.throwIfAny(faults);
        Revision current = replaceable(article);
        // Keeps the current slug and externalId, because restoring an old text must not change the article's identity.
        Content restored = revisionBuilder
                .withCurrentTerms(old.orElseThrow().content())
                .withIdentity(current.content().slug(), current.content().externalId());
        revisionBuilder
                .revise(article, current, restored, old.orElseThrow().bodySource(), by, clock.now())
                .ifPresent(revision -> revisionBuilder.persist(article, revision));
        articleRules.checkResult(article);
        return result(article, false, List.of())
                .withDiff(() -> comparisonService.diffJson(current.content(), restored));
    }

    private ArticleResult createAs(@Nullable UploadName name, ArticleUpload upload, RevisionOptions options) {
        Instant now = clock.now();
        Article article = Article.create(caller.require().id(), now);
        List<Fault> faults = new ArrayList<>();
        ArticleInput input = inputReader.read(upload.sent(), null, upload.context(), faults);
        article.setImportedUpdatedAt(input.updatedAt(), now);
        ArticleIdentity identity =
                ArticleIdentity.of(name, input, upload.context().file(), faults);
        Takedown takedown = takedownResolver.of(input.stateChange().takedown(), article.id, faults);
        options.check(input.stateChange().status(), faults);
        Revision.Author by = author(options, input.note(), faults);
        RevisionBuilder.ComposedContent composed = revisionBuilder.compose(input, null, mayCreateTerms(), faults);
        List<Warning> warnings = new ArrayList<>(composed.warnings());
        String slug = claimSlug(identity, composed.content(), article.id, warnings);
        Content content = composed.content().withIdentity(slug, identity.externalId());
        Revision revision = revisionBuilder.create(article, content, composed.source(), by, now);
        claimAliases(input, article, now, warnings);
        applyState(input.stateChange(), takedown, article, revision, now, warnings);
        revisionBuilder.persist(article, revision);
        articleRules.checkResult(article);
        return result(article, true, warnings)
                .withView(() -> workingCopies.written(article))
                .withDiff(() -> comparisonService.diffJson(null, content));
    }

    private ArticleResult replace(
            Article article, ObjectNode sent, ArticleInputReader.InputContext context, RevisionOptions options) {
        Instant now = clock.now();
        Revision current = context.patch() ? current(article) : replaceable(article);
        List<Fault> faults = new ArrayList<>();
        ArticleInput input = inputReader.read(sent, workingCopies.known(article, current.content()), context, faults);
        Takedown takedown = takedownResolver.of(input.stateChange().takedown(), article.id, faults);
        options.check(input.stateChange().status(), faults);
        Revision.Author by = author(options, input.note(), faults);
        RevisionBuilder.ComposedContent composed = revisionBuilder.compose(input, current, mayCreateTerms(), faults);
        String slug = composed.content().slug();
        if (!slug.equals(article.slug) && !slugs.claim(slug, article.id)) {
            throw duplicateSlug(slug);
        }
        String formerSlug = article.slug;
        Revision revision = revisionBuilder
                .revise(article, current, composed.content(), composed.source(), by, now)
                .orElse(current);
        // Keeps the former slug if a scheduled revision will go live under it.
        if (!slug.equals(formerSlug) && !lifecycle.isPinned(formerSlug, article)) {
            slugs.release(formerSlug, article.id);
        }
        List<Warning> warnings = new ArrayList<>(composed.warnings());
        warnIfNoteIsLost(by, current, revision, warnings);
        claimAliases(input, article, now, warnings);
        applyState(input.stateChange(), takedown, article, revision, now, warnings);
        if (revision != current) {
            revisionBuilder.persist(article, revision);
        }
        articleRules.checkResult(article);
        return result(article, false, warnings)
                .withView(() -> workingCopies.written(article))
                .withDiff(() -> comparisonService.diffJson(current.content(), revision.content()));
    }

    /**
     * Warns about a note that no revision stores, because nothing changed. Silent if the revision already has this
     * note.
     */
    private static void warnIfNoteIsLost(Revision.Author by, Revision before, Revision after, List<Warning> warnings) {
        boolean revised = after != before || (before.autosave && !by.autosave());
        if (by.note() != null && !revised && !by.note().equals(before.note)) {
            warnings.add(Warning.at(
                    "/note",
                    "note-not-kept",
                    "Nothing was changed, so there is no new revision that could carry the note."));
        }
    }

    /** Claims the slug of a new article, and the name in its URL as an alias if that differs. */
    private String claimSlug(ArticleIdentity identity, Content content, UUID article, List<Warning> warnings) {
        String slug = identity.slug();
        if (slug == null) {
            slug = slugs.claimFromTitle(content.title(), content.locale(), article);
        } else if (identity.mayBeNumbered()) {
            slug = slugs.claimFromTitle(slug, content.locale(), article);
            if (!slug.equals(identity.slug())) {
                warnings.add(Warning.at(
                        "/slug",
                        "slug-changed",
                        "The slug “" + identity.slug() + "” belongs to another article; this one became “" + slug
                                + "”."));
            }
        } else if (!slugs.claim(slug, article)) {
            throw identity.isFromUrl() ? reservedSlug(slug) : duplicateSlug(slug);
        }
        if (identity.alias() != null && !identity.alias().equals(slug) && !slugs.claim(identity.alias(), article)) {
            throw reservedSlug(identity.alias());
        }
        return slug;
    }

    /**
     * If an article now owns the slug, another transaction created it after our lookup: a retry then replaces that
     * article.
     */
    private static RuntimeException reservedSlug(String slug) {
        Problem reserved = new Problem(
                ProblemCode.DUPLICATE, "The slug is reserved: it belonged to an article that was deleted permanently.");
        return Article.findForUpdate(slug).isPresent() ? new RetryableConflict(reserved) : reserved;
    }

    /**
     * Claims each alias that is a valid slug as a former slug of the article. Observers of {@link AliasesRequested}
     * create redirects from all aliases.
     */
    private void claimAliases(ArticleInput input, Article article, Instant now, List<Warning> warnings) {
        if (input.aliases().isEmpty()) {
            return;
        }
        for (String alias : input.aliases()) {
            if (Slug.isValid(alias) && !Slugs.isReserved(alias) && !slugs.claim(alias, article.id)) {
                warnings.add(
                        Warning.at("/aliases", "alias-taken", "The slug “" + alias + "” belongs to another article."));
            }
        }
        aliasesRequested.fire(new AliasesRequested(article.id, input.aliases(), warnings, now));
    }

    /** Compares the state before and after, because a client may send a status back that changes nothing. */
    private void applyState(
            ArticleInput.StateChange change,
            Takedown takedown,
            Article article,
            Revision revision,
            Instant now,
            List<Warning> warnings) {
        ArticleState before = ArticleState.of(article);
        lifecycle.apply(change, takedown, article, revision, now, warnings);
        if (!ArticleState.of(article).equals(before)) {
            caller.require(Permission.ARTICLES_PUBLISH);
        }
    }

    private ArticleResult result(Article article, boolean created, List<Warning> warnings) {
        return new ArticleResult(
                article.id,
                article.slug,
                article.etag(),
                created,
                List.copyOf(warnings),
                () -> workingCopies.view(article),
                null);
    }

    private Article requireWritable(Article article) {
        requireUnlocked(article);
        checkPreconditions(article);
        if (article.isTrashed()) {
            throw new Problem(ProblemCode.IN_TRASH, "The article is in the trash. DELETE …/trash takes it out.");
        }
        return article;
    }

    private void checkPreconditions(Article article) {
        try {
            preconditions.check(article);
        } catch (Problem refusal) {
            throw revisionQueries.withChangesSince(refusal, article, preconditions.expectedRevision());
        }
    }

    private static Revision current(Article article) {
        return Revision.of(article.id, article.revision).orElseThrow();
    }

    /**
     * The revision that a full replace replaces. Content that can't be decoded is substituted by the article's
     * identity, because a full replace keeps nothing else.
     */
    private static Revision replaceable(Article article) {
        Revision current = current(article);
        return current.contentIfReadable().isPresent() ? current : current.withSubstitute(article.identity());
    }

    private boolean mayCreateTerms() {
        Key key = caller.require();
        return key.has(Permission.TERMS_WRITE) && !key.has(Flag.NO_NEW_TAGS);
    }

    private Revision.Author author(RevisionOptions options, @Nullable String note, List<Fault> faults) {
        Key key = caller.require();
        return new Revision.Author(key.id(), key.name(), options.note(note, faults), options.autosave());
    }

    private static void checkNewName(UploadName name) {
        if (Ids.parse(name.text()).isPresent()) {
            throw new NotFoundProblem("article", name.text());
        }
        if (name.text().length() > MAX_NAME) {
            throw new ValidationProblem(
                    Fault.in("article", "too-long", "A name has at most " + MAX_NAME + " characters."));
        }
        if (Slugs.isReserved(name.text())) {
            throw new ValidationProblem(
                    Fault.in("article", "reserved-slug", "“" + name.text() + "” is a word of the API's own paths."));
        }
    }

    private static Problem duplicateSlug(String slug) {
        return new Problem(
                ProblemCode.DUPLICATE,
                "The slug “" + slug + "” belongs to another article.",
                List.of(Fault.at("/slug", "duplicate", "Taken.")));
    }

    private Article requireUnlocked(Article article) {
        Instant now = clock.now();
        if (article.isLockedAgainst(caller.require().id(), now)) {
            throw ArticleLock.refusal(article);
        }
        return article;
    }

    /** Reports faults and warnings under the member names that the uploaded file uses. */
    private static ArticleResult withFileNames(ArticleUpload upload, Supplier<ArticleResult> write) {
        try {
            return write.get().mapWarnings(upload.context()::withFileNames);
        } catch (ValidationProblem invalid) {
            throw new ValidationProblem(invalid.faults().stream()
                    .map(upload.context()::withFileNames)
                    .toList());
        }
    }
}
