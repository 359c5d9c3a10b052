package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Comparison.Side;
import dev.broadsheet.kernel.BadParameters;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.NotFound;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.terms.Wanted;
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

/** Finds the two versions that are to be compared, and the names of what they point at. Reads only: nothing is made. */
@ApplicationScoped
class Comparisons {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final Slugs slugs;
    private final SubmissionReader reader;
    private final Composer composer;
    private final WorkingCopies copies;
    private final Terms terms;
    private final ObjectMapper json;

    Comparisons(
            Slugs slugs,
            SubmissionReader reader,
            Composer composer,
            WorkingCopies copies,
            Terms terms,
            ObjectMapper json) {
        this.slugs = slugs;
        this.reader = reader;
        this.composer = composer;
        this.copies = copies;
        this.terms = terms;
        this.json = json;
    }

    /**
     * Of two versions that are stored.
     *
     * @param from a revision's number, {@code draft} or {@code live}; null for what readers see or, if they see nothing,
     *     what was before the working copy
     * @param to the same; null for the working copy
     */
    Comparison between(String name, @Nullable String from, @Nullable String to) {
        check(from, to);
        Article article = require(name);
        Side older = from == null ? before(article) : side(article, name, from);
        Side newer = side(article, name, to == null ? "draft" : to);
        return compare(article, older, newer, new HashMap<>(), null);
    }

    /** With what would be stored if the version sent took the place of {@code from}, which is the working copy if null. */
    Comparison withSent(String name, @Nullable String from, ArticleUpload upload) {
        check(from, null);
        Article article = require(name);
        String version = from == null ? "draft" : from;
        Revision base = revision(article, name, version);
        List<Fault> faults = new ArrayList<>();
        ObjectNode facts = facts(article, upload.sent());
        Submission submission =
                reader.read(upload.sent(), facts, upload.replacing(article).origin(), faults);
        Map<UUID, TermName> unmade = new HashMap<>();
        Composer.Composed composed = composer.compose(submission, base, wanted -> known(wanted, unmade), faults);
        return compare(
                article, Side.of(kind(version), base), Side.sent(composed.content()), unmade, composed.warnings());
    }

    /**
     * As it is answered.
     *
     * @param from null for an article that was not there before
     */
    JsonNode tree(@Nullable Content from, Content to) {
        return json.valueToTree(diff(from, to));
    }

    ArticleDiff diff(@Nullable Content from, Content to) {
        return ArticleDiff.between(from, to, names(from, to, Map.of()));
    }

    private Comparison compare(
            Article article, Side from, Side to, Map<UUID, TermName> unmade, @Nullable List<Warning> warnings) {
        return new Comparison(article.slug, from, to, names(from.content(), to.content(), unmade), warnings);
    }

    /** Two statements at most, whatever the contents point at. */
    private Names names(@Nullable Content from, @Nullable Content to, Map<UUID, TermName> unmade) {
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
        for (JsonNode article : copies.related(List.copyOf(related))) {
            articles.put(UUID.fromString(article.path("id").asText()), (ObjectNode) article);
        }
        return new Names(names, unmade.keySet(), articles);
    }

    /** Those that are out of date do no harm here: who was told 412 wants to know what has become of that copy. */
    private ObjectNode facts(Article article, ObjectNode sent) {
        ObjectNode facts = sent.objectNode().put("id", article.id.toString());
        copies.facts(article).fieldNames().forEachRemaining(fact -> {
            if (!facts.has(fact)) {
                facts.set(fact, sent.path(fact));
            }
        });
        return facts;
    }

    /** The terms that there are, and an id without any meaning for those that a write would make. */
    private Map<Wanted, UUID> known(Collection<Wanted> wanted, Map<UUID, TermName> unmade) {
        Map<Wanted, UUID> found = terms.find(wanted);
        List<Wanted> missing =
                wanted.stream().filter(term -> !found.containsKey(term)).toList();
        terms.resolve(missing.stream().filter(term -> !term.hasName()).toList(), false);
        for (Wanted term : missing) {
            String place = term.kind().text() + "/" + term.folded();
            UUID id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
            unmade.putIfAbsent(id, new TermName(id, terms.slugToMake(term), term.name()));
            found.put(term, id);
        }
        return found;
    }

    private Side before(Article article) {
        if (article.isLive()) {
            return side(article, article.slug, "live");
        }
        return Revision.before(article.id, article.revision)
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
            throw new NotFound("live copy of", name);
        }
        long number =
                switch (version) {
                    case "draft" -> article.revision;
                    case "live" -> Objects.requireNonNull(live);
                    default -> Long.parseLong(version);
                };
        return (number > Integer.MAX_VALUE ? Optional.<Revision>empty() : Revision.of(article.id, (int) number))
                .orElseThrow(() -> new NotFound("revision", name + "/" + number));
    }

    private static void check(@Nullable String from, @Nullable String to) {
        List<Fault> faults = new ArrayList<>();
        check("from", from, faults);
        check("to", to, faults);
        BadParameters.throwIfAny(faults);
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

    private Article require(String name) {
        return slugs.find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .orElseThrow(() -> new NotFound("article", name));
    }
}
