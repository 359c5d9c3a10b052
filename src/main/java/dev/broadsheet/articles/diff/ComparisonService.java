package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.diff.Comparison.Side;
import dev.broadsheet.articles.input.ArticleInput;
import dev.broadsheet.articles.input.ArticleInputReader;
import dev.broadsheet.articles.input.ArticleUpload;
import dev.broadsheet.articles.json.WorkingCopies;
import dev.broadsheet.articles.revisions.RevisionBuilder;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Loads the two versions to compare and the names that they refer to. Read-only. */
@ApplicationScoped
public class ComparisonService {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final ArticleRules articleRules;
    private final ArticleInputReader inputReader;
    private final RevisionBuilder revisionBuilder;
    private final WorkingCopies workingCopies;
    private final Terms terms;

    ComparisonService(
            ArticleRules articleRules,
            ArticleInputReader inputReader,
            RevisionBuilder revisionBuilder,
            WorkingCopies workingCopies,
            Terms terms) {
        this.articleRules = articleRules;
        this.inputReader = inputReader;
        this.revisionBuilder = revisionBuilder;
        this.workingCopies = workingCopies;
        this.terms = terms;
    }

    /**
     * Compares two stored versions.
     *
     * @param from a revision's number, {@code draft} or {@code live}; null for the live copy or, if there is none, the
     *     revision before the working copy
     * @param to the same; null for the working copy
     */
    Comparison compareVersions(String name, @Nullable String from, @Nullable String to) {
        check(from, to);
        Article article = articleRules.require(name);
        Side older = from == null ? defaultBase(article) : side(article, name, from);
        Side newer = side(article, name, to == null ? "draft" : to);
        return compare(article, older, newer, new HashMap<>(), null);
    }

    /**
     * Compares a stored version with the content that would be stored if the upload replaced it.
     *
     * @param from null for the working copy
     */
    Comparison compareWithUpload(String name, @Nullable String from, ArticleUpload upload) {
        check(from, null);
        Article article = articleRules.require(name);
        String version = from == null ? "draft" : from;
        Revision base = revision(article, name, version);
        List<Fault> faults = new ArrayList<>();
        ObjectNode facts = serverMembers(article, upload.sent());
        ArticleInput input = inputReader.read(
                upload.sent(), facts, upload.forReplacing(article).context(), faults);
        Map<UUID, TermName> unmade = new HashMap<>();
        RevisionBuilder.ComposedContent composed =
                revisionBuilder.compose(input, base, wanted -> resolveTerms(wanted, unmade), faults);
        return compare(
                article, Side.of(kind(version), base), Side.sent(composed.content()), unmade, composed.warnings());
    }

    /**
     * The diff as in responses. As a value, not as a tree of nodes: the diff of a new article has all its blocks, and
     * their nodes would take many times the memory of the text.
     *
     * @param from null for a new article
     */
    public JsonNode diffJson(@Nullable Content from, Content to) {
        return new POJONode(diff(from, to));
    }

    ArticleDiff diff(@Nullable Content from, Content to) {
        return ArticleDiff.between(from, to, names(from, to, Map.of()));
    }

    private Comparison compare(
            Article article, Side from, Side to, Map<UUID, TermName> unmade, @Nullable List<Warning> warnings) {
        return new Comparison(article.slug, from, to, names(from.content(), to.content(), unmade), warnings);
    }

    /** Runs at most two statements, however many references the contents have. */
    private ResolvedReferences names(@Nullable Content from, @Nullable Content to, Map<UUID, TermName> unmade) {
        Set<UUID> named = new LinkedHashSet<>();
        Set<UUID> related = new LinkedHashSet<>();
        for (Content content : new @Nullable Content[] {from, to}) {
            if (content != null) {
                named.addAll(content.terms());
                related.addAll(content.related());
            }
        }
        named.removeAll(unmade.keySet());
        Map<UUID, TermName> names = terms.names(named);
        names.putAll(unmade);
        Map<UUID, ObjectNode> articles = new HashMap<>();
        for (JsonNode article : workingCopies.related(List.copyOf(related))) {
            articles.put(UUID.fromString(article.path("id").asText()), (ObjectNode) article);
        }
        return new ResolvedReferences(names, unmade.keySet(), articles);
    }

    /**
     * Returns the server-owned members with the values in the upload, so that the input reader accepts outdated ones. A
     * client that got a 412 compares its outdated copy.
     */
    private ObjectNode serverMembers(Article article, ObjectNode sent) {
        ObjectNode facts = sent.objectNode().put("id", article.id.toString());
        workingCopies.serverMembers(article).fieldNames().forEachRemaining(fact -> {
            if (!facts.has(fact)) {
                facts.set(fact, sent.path(fact));
            }
        });
        return facts;
    }

    /** Resolves existing terms. Terms that a write would create get a placeholder id. */
    private Map<TermRef, UUID> resolveTerms(Collection<TermRef> wanted, Map<UUID, TermName> unmade) {
        Map<TermRef, UUID> found = terms.find(wanted);
        List<TermRef> missing =
                wanted.stream().filter(term -> !found.containsKey(term)).toList();
        terms.resolve(missing.stream().filter(term -> !term.hasName()).toList(), false);
        for (TermRef term : missing) {
            String place = term.kind().text() + "/" + term.folded();
            UUID id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
            unmade.putIfAbsent(id, new TermName(id, terms.slugFor(term), term.name()));
            found.put(term, id);
        }
        return found;
    }

    private Side defaultBase(Article article) {
        if (article.isLive()) {
            return side(article, article.slug, "live");
        }
        return Revision.previous(article.id, article.revision)
                .map(revision -> Side.of("revision", revision))
                .orElse(Side.NOTHING);
    }

    private static Side side(Article article, String name, String version) {
        return Side.of(kind(version), revision(article, name, version));
    }

    private static String kind(String version) {
        return NUMBER.matcher(version).matches() ? "revision" : version;
    }

    private static Revision revision(Article article, String name, String version) {
        Integer live = article.liveRevision;
        if (version.equals("live") && live == null) {
            throw new NotFoundProblem("live copy of", name);
        }
        long number =
                switch (version) {
                    case "draft" -> article.revision;
                    case "live" -> Objects.requireNonNull(live);
                    default -> Long.parseLong(version);
                };
        return (number > Integer.MAX_VALUE ? Optional.<Revision>empty() : Revision.of(article.id, (int) number))
                .orElseThrow(() -> new NotFoundProblem("revision", name + "/" + number));
    }

    private static void check(@Nullable String from, @Nullable String to) {
        List<Fault> faults = new ArrayList<>();
        check("from", from, faults);
        check("to", to, faults);
        ParameterProblem.throwIfAny(faults);
    }

    private static void check(String parameter, @Nullable String version, List<Fault> faults) {
        boolean known = version == null
                || version.equals("draft")
                || version.equals("live")
                || NUMBER.matcher(version).matches();
        if (!known) {
            faults.add(Fault.in(
                    parameter, "invalid-value", parameter + " takes draft, live and the number of a revision."));
        }
    }
}
