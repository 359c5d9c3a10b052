package dev.broadsheet.articles.revisions;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.RevisionPruner;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.CustomJson;
import dev.broadsheet.articles.index.WorkingCopyIndex;
import dev.broadsheet.articles.input.ArticleInput;
import dev.broadsheet.articles.input.ArticleInput.RelatedRef;
import dev.broadsheet.articles.lifecycle.Lifecycle;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.ParsedBody;
import dev.broadsheet.body.SourceFormat;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.SiteSettings;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.terms.AuthorProfiles;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Builds content from parsed input, and revisions from content. */
@ApplicationScoped
public class RevisionBuilder {

    /** Valid content, the source of its body, and warnings about parts that could not be kept. */
    public record ComposedContent(Content content, @Nullable BodySource source, List<Warning> warnings) {}

    /** Resolves references to terms to their ids. */
    public interface TermResolver {
        Map<TermRef, UUID> resolve(Collection<TermRef> wanted);
    }

    private static final String RELATED = """
            select coalesce(
                (select a.id from article a where a.id = r.id),
                (select a.id from slug s join article a on a.id = s.article_id where s.slug = r.slug)) as id
            from unnest(?::uuid[], ?::text[]) with ordinality as r(id, slug, place)
            order by r.place
            """;

    private final Terms terms;
    private final AuthorProfiles authorProfiles;
    private final RevisionPruner pruner;
    private final WorkingCopyIndex workingCopyIndex;
    private final MediaResolver mediaResolver;
    private final DSLContext sql;
    private final Event<Change> changes;
    private final String siteLocale;

    RevisionBuilder(
            Terms terms,
            AuthorProfiles authorProfiles,
            RevisionPruner pruner,
            WorkingCopyIndex workingCopyIndex,
            MediaResolver mediaResolver,
            DSLContext sql,
            Event<Change> changes,
            SiteSettings site) {
        this.terms = terms;
        this.authorProfiles = authorProfiles;
        this.pruner = pruner;
        this.workingCopyIndex = workingCopyIndex;
        this.mediaResolver = mediaResolver;
        this.sql = sql;
        this.changes = changes;
        this.siteLocale = site.locale();
    }

    /**
     * @param current the working copy's revision, null for a new article
     * @param faults the faults found so far
     * @throws ValidationProblem with all faults, if there is any
     */
    public ComposedContent compose(
            ArticleInput input, @Nullable Revision current, boolean mayCreateTerms, List<Fault> faults) {
        ComposedContent composed =
                compose(input, current, wanted -> terms.resolve(wanted, mayCreateTerms), true, faults);
        authorProfiles.complete(input.references().authors(), mayCreateTerms, composed.warnings());
        return composed;
    }

    /**
     * Builds content that isn't stored.
     *
     * @param resolver resolves the terms; throws {@code ValidationProblem} for those that it can't resolve
     */
    public ComposedContent compose(
            ArticleInput input, @Nullable Revision current, TermResolver resolver, List<Fault> faults) {
        return compose(input, current, resolver, false, faults);
    }

    private ComposedContent compose(
            ArticleInput input,
            @Nullable Revision current,
            TermResolver resolver,
            boolean locksMedia,
            List<Fault> faults) {
        List<Warning> warnings = new ArrayList<>(input.warnings());
        Content before = current == null ? null : current.content();
        Content plain = input.plain();
        ArticleInput.References references = input.references();
        MediaResolver.Parts parts = media(input, before, locksMedia, faults, warnings);
        Document body = parts.body();
        String title = plain.title();
        if (title == null && input.titleFromBody() && body != null && headline(body) instanceof Block.Heading heading) {
            title = BodyConverter.toText(new Document(List.of(heading))).strip();
            List<Block> rest = new ArrayList<>(body.blocks());
            rest.remove(heading);
            body = new Document(rest);
            warnings.add(Warning.at("/title", "title-from-heading", "The title was taken from the first heading."));
        }
        Map<TermRef, UUID> found = Map.of();
        try {
            found = resolver.resolve(references.terms());
        } catch (ValidationProblem unknown) {
            faults.addAll(unknown.faults());
        }
        List<UUID> related = related(references.related(), faults, warnings);
        if (input.stateChange().status() == ArticleStatus.PUBLISHED) {
            Lifecycle.checkComplete(title, body, faults);
        }
        if (!faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
        Content content = plain.toBuilder()
                .set(
                        ArticleMembers.SLUG,
                        Objects.requireNonNullElse(input.slug().value(), before == null ? "" : before.slug()))
                .set(ArticleMembers.EXTERNAL_ID, input.externalId().orElse(before == null ? null : before.externalId()))
                .set(ArticleMembers.LOCALE, Objects.requireNonNullElse(plain.get(ArticleMembers.LOCALE), siteLocale))
                .set(ArticleMembers.TYPE, Objects.requireNonNullElse(plain.get(ArticleMembers.TYPE), "article"))
                .set(ArticleMembers.TITLE, title)
                .set(ArticleMembers.BODY, body)
                .set(ArticleMembers.AUTHORS, ids(references.authorRefs(), found))
                .set(ArticleMembers.TAGS, ids(references.tags(), found))
                .set(ArticleMembers.SECTION, references.section() == null ? null : found.get(references.section()))
                .set(ArticleMembers.HERO, HeroReader.write(parts.hero()))
                .set(ArticleMembers.SEO, parts.seo())
                .set(
                        ArticleMembers.PUBLISHED_AT,
                        input.publishedAt().orElse(before == null ? null : before.publishedAt()))
                .set(ArticleMembers.RELATED, related)
                .build();
        // If the parsed body equals the current one, the stored source stays: a difference in bytes alone makes no new
        // revision.
        BodySource source =
                current != null && Objects.equals(body, current.content().body())
                        ? current.bodySource()
                        : input.body().value();
        return new ComposedContent(content, source, warnings);
    }

    /** Creates the first revision of an article. The caller then calls {@link #persist}. */
    public Revision create(
            Article article, Content content, @Nullable BodySource source, Revision.Author by, Instant now) {
        checkExternalId(content.externalId(), article);
        article.revise(content, by.name(), now);
        article.persist();
        return append(article, null, content, source, by, now, ArticleChange.CREATED);
    }

    /**
     * Creates the next revision of an article; empty if the content equals the current one. The caller then calls
     * {@link #persist}. If an autosaved revision is saved again unchanged by a regular write, it stops being an
     * autosave.
     */
    public Optional<Revision> revise(
            Article article,
            Revision current,
            Content next,
            @Nullable BodySource source,
            Revision.Author by,
            Instant now) {
        if (!current.isSubstitute && isSame(current.content(), next)) {
            if (current.autosave && !by.autosave()) {
                pruner.clearAutosave(current, by.note());
            }
            return Optional.empty();
        }
        if (!Objects.equals(next.externalId(), current.content().externalId())) {
            checkExternalId(next.externalId(), article);
        }
        article.revise(next, by.name(), now);
        return Optional.of(
                append(article, current.isSubstitute ? null : current, next, source, by, now, ArticleChange.REVISED));
    }

    /**
     * Checks the externalId before the insert: a unique violation would abort the transaction, and with it the other
     * items of a batch.
     */
    private void checkExternalId(@Nullable String externalId, Article article) {
        if (externalId != null
                && sql.resultQuery("select 1 from article where external_id = ? and id <> ?", externalId, article.id)
                                .fetchOne()
                        != null) {
            throw Article.duplicateExternalId(externalId);
        }
    }

    private boolean isSame(Content current, Content next) {
        return next.equals(current)
                // Equal except for the ids of merged or deleted terms: a client that sends back what it read can't know
                // those ids.
                || !next.terms().containsAll(current.terms()) && next.equals(withCurrentTerms(current));
    }

    /** Replaces the ids of merged terms by those of their targets, and drops deleted terms. */
    public Content withCurrentTerms(Content old) {
        Map<UUID, UUID> present = new HashMap<>();
        terms.names(old.terms()).forEach((id, name) -> present.put(id, name.id()));
        return old.withCurrentTerms(present);
    }

    private Revision append(
            Article article,
            @Nullable Revision parent,
            Content content,
            @Nullable BodySource source,
            Revision.Author by,
            Instant now,
            ArticleChange type) {
        Revision revision = new Revision(article, parent, content, source, by, now);
        revision.persist();
        changes.fire(type.of(false, article.id, article.revision, article.slug, now));
        return revision;
    }

    /**
     * Flushes a new revision. Called after all other changes that the same write made to the article, so that the
     * article's row is written once. Also updates the working copy's terms and search vector, unless this revision went
     * live, because publishing has updated both.
     */
    public void persist(Article article, Revision revision) {
        article.store();
        if (revision.autosave) {
            pruner.dropAutosaves(article, revision.keyId);
        }
        if (!Objects.equals(article.liveRevision, article.revision)) {
            workingCopyIndex.store(article, revision.content());
        }
    }

    /** The body, the hero and the settings for search engines, with the media that they name resolved. */
    private MediaResolver.Parts media(
            ArticleInput input, @Nullable Content before, boolean lock, List<Fault> faults, List<Warning> warnings) {
        BodySource source = input.body().value();
        Document former = before == null ? null : before.body();
        MediaResolver.Parts parts = mediaResolver.resolve(
                new MediaResolver.Parts(
                        source == null ? null : body(input, source, faults, warnings),
                        HeroReader.read(input.plain().get(ArticleMembers.HERO), faults, warnings),
                        input.plain().get(ArticleMembers.SEO)),
                before,
                lock,
                (place, media) -> pointers(place, media, source),
                faults,
                warnings);
        Document body = parts.body();
        if (body != null) {
            body = BodyConverter.withKeys(body, former);
        } else if (!input.body().present()) {
            body = former;
        }
        return new MediaResolver.Parts(body, parts.hero(), parts.seo());
    }

    private List<String> pointers(MediaResolver.Place place, UUID media, @Nullable BodySource source) {
        return switch (place) {
            case HERO -> List.of("/hero");
            case SEO -> List.of("/seo/image");
            case BODY -> {
                BodySource sent = Objects.requireNonNull(source);
                List<String> found = sent.format() == SourceFormat.BLOCKS
                        ? mediaResolver.pointers(CustomJson.stored(sent.text()), "", media)
                        : List.of();
                yield found.isEmpty()
                        ? List.of(pointer(sent, null))
                        : found.stream().map(at -> pointer(sent, at)).toList();
            }
        };
    }

    /** Without keys. */
    private static @Nullable Document body(
            ArticleInput input, BodySource source, List<Fault> faults, List<Warning> warnings) {
        try {
            ParsedBody reading = BodyConverter.read(source);
            Document document = input.bodyReferences().apply(reading.document());
            for (Warning warning : reading.warnings()) {
                warnings.add(
                        warning.pointer() == null
                                ? warning
                                : Warning.at(pointer(source, warning.pointer()), warning.code(), warning.detail()));
            }
            return document.isEmpty() ? null : document;
        } catch (ValidationProblem invalid) {
            invalid.faults()
                    .forEach(fault ->
                            faults.add(Fault.at(pointer(source, fault.pointer()), fault.code(), fault.detail())));
            return null;
        }
    }

    private static String pointer(BodySource source, @Nullable String inBody) {
        if (source.format() == SourceFormat.BLOCKS) {
            return "/body" + (inBody == null ? "" : inBody);
        }
        return "/body/" + source.format().jsonName();
    }

    /** The title heading: a first-level heading at the start of the body, otherwise the only first-level heading. */
    private static @Nullable Block headline(Document body) {
        List<Block> headings = body.blocks().stream()
                .filter(block -> block instanceof Block.Heading heading && heading.level() == 1)
                .toList();
        boolean begins = !headings.isEmpty() && headings.get(0) == body.blocks().get(0);
        return begins || headings.size() == 1 ? headings.get(0) : null;
    }

    /**
     * Resolves related articles to ids. A reference with a slug, as in an export from another installation, is looked
     * up by the slug too; if there is no match, it is dropped with a warning. An unknown id without a slug is a fault.
     */
    private List<UUID> related(List<RelatedRef> sent, List<Fault> faults, List<Warning> warnings) {
        if (sent.isEmpty()) {
            return List.of();
        }
        List<UUID> found = sql.resultQuery(
                        RELATED,
                        sent.stream().map(RelatedRef::id).toArray(UUID[]::new),
                        sent.stream().map(RelatedRef::slug).toArray(String[]::new))
                .fetch("id", UUID.class);
        Set<UUID> related = new LinkedHashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            RelatedRef ref = sent.get(i);
            if (found.get(i) != null) {
                related.add(found.get(i));
            } else if (ref.slug() == null) {
                faults.add(Fault.at(ref.pointer(), "unknown-article", "There is no article with this id."));
            } else {
                warnings.add(Warning.at(
                        ref.pointer(),
                        "unknown-article",
                        "There is no article with this id or the slug “" + ref.slug() + "”. It was left out."));
            }
        }
        return List.copyOf(related);
    }

    private static List<UUID> ids(List<TermRef> wanted, Map<TermRef, UUID> found) {
        return wanted.stream().map(found::get).distinct().toList();
    }
}
