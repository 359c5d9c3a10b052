package dev.broadsheet.articles.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.CustomJson;
import dev.broadsheet.articles.input.ArticleInput.RelatedRef;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.SourceFormat;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.json.PatchValue;
import dev.broadsheet.terms.AuthorProfile;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and validates an article's JSON, collecting all faults. */
@ApplicationScoped
public class ArticleInputReader {

    static final int MAX_BODY_BYTES = 2 * 1024 * 1024;
    public static final int MAX_TAGS = 100;
    static final int MAX_AUTHORS = 20;
    static final int MAX_RELATED = 100;
    static final int MAX_CUSTOM_BYTES = 64 * 1024;
    static final int MAX_ALIASES = 100;
    private static final int MAX_ALIAS_LENGTH = 2000;

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,49}");
    private static final List<String> SERVER_OWNED =
            List.of("id", "revision", "live", "createdAt", "updatedAt", "firstPublishedAt", "archivedAt", "trashedAt");

    /** Members of an author that an article may set beside the name; {@code bio} is an alias of {@code description}. */
    private static final List<String> AUTHOR_PROFILE = List.of("url", "description", "bio");

    /** Derived members. They are accepted and ignored, so that a client may send back what it read. */
    private static final List<String> DERIVED =
            List.of("links", "wordCount", "readingMinutes", "excerpt", "warnings", "modified", "entry");

    private final DateParser dates;
    private final Clock clock;

    ArticleInputReader(DateParser dates, Clock clock) {
        this.dates = dates;
        this.clock = clock;
    }

    /**
     * @param current the stored values of the server-owned members, and a publishedAt that only follows from the first
     *     publication; the input may repeat these values; null for a new article
     * @param faults receives the faults
     */
    public ArticleInput read(ObjectNode sent, @Nullable ObjectNode current, InputContext upload, List<Fault> faults) {
        JsonFields fields = new JsonFields(sent, "", faults);
        List<Warning> warnings = new ArrayList<>(upload.warnings());
        boolean foreign = current == null || upload.foreign();
        PublicationDates dated = dates(fields, current, foreign);
        PatchValue<String> slug = patchValue(fields, "slug", fields.text("slug", Slug.MAX_LENGTH));
        checkSlug(fields, slug.value());
        PatchValue<BodySource> body = body(fields);
        ArticleInput input = new ArticleInput(
                slug,
                patchValue(fields, "externalId", fields.text("externalId", 200)),
                dated.publishedAt(),
                upload.patch() ? body : new PatchValue<>(true, body.value()),
                plain(fields),
                new ArticleInput.References(
                        authors(fields),
                        terms(fields, "tags", TermKind.TAG, MAX_TAGS),
                        section(fields),
                        related(fields)),
                new ArticleInput.StateChange(
                        status(fields, current, sent.has("live") && !foreign),
                        dated.publishAt(),
                        patchValue(fields, "expireAt", fields.instant("expireAt", dates)),
                        takedown(fields)),
                aliases(fields),
                fields.text("note", RevisionOptions.MAX_NOTE),
                upload.file() ? updatedAt(fields, current, warnings) : null,
                upload.titleFromBody(),
                upload.references(),
                warnings);
        rejectServerOwned(fields, current, foreign, upload.file(), warnings);
        fields.rejectUnknown();
        return input;
    }

    private static Content plain(JsonFields fields) {
        Content.Builder plain = Content.builder()
                .set(ArticleMembers.LOCALE, locale(fields))
                .set(ArticleMembers.TYPE, type(fields))
                .set(ArticleMembers.HERO, fields.get("hero"))
                .set(ArticleMembers.SOURCE, origin(fields))
                .set(ArticleMembers.CANONICAL_URL, fields.url("canonicalUrl"))
                .set(ArticleMembers.LOCATION, location(fields.object("location")))
                .set(ArticleMembers.SEO, seo(fields.object("seo")))
                .set(ArticleMembers.CUSTOM, custom(fields));
        ArticleMembers.TEXTS.forEach(text -> plain.set(text, fields.text(text.name(), text.maxLength())));
        return plain.build();
    }

    /**
     * How the article was uploaded.
     *
     * @param patch whether an absent body keeps the stored one
     * @param file whether it was a Markdown file or an HTML page
     * @param titleFromBody whether a missing title is taken from the body's first heading
     * @param foreign whether its id belongs to no article here, as in an export from another installation
     * @param linesBefore the number of lines of the file before its body
     * @param names the name in the file for each member of the article; members not in the map have their own name
     * @param warnings the warnings about the file so far
     * @param references replaces references in the body to files that came with the article
     */
    public record InputContext(
            boolean patch,
            boolean file,
            boolean titleFromBody,
            boolean foreign,
            int linesBefore,
            Map<String, String> names,
            List<Warning> warnings,
            UnaryOperator<Document> references) {

        public static final InputContext JSON = json(false);
        public static final InputContext PATCH = json(true);

        private static InputContext json(boolean patch) {
            return new InputContext(patch, false, false, false, 0, Map.of(), List.of(), UnaryOperator.identity());
        }

        static InputContext file(boolean titled, int linesBefore, Map<String, String> names, List<Warning> warnings) {
            return new InputContext(false, true, titled, false, linesBefore, names, warnings, UnaryOperator.identity());
        }

        InputContext fromAnotherStore() {
            return new InputContext(patch, file, titleFromBody, true, linesBefore, names, warnings, references);
        }

        public InputContext withReferences(UnaryOperator<Document> by) {
            return new InputContext(patch, file, titleFromBody, foreign, linesBefore, names, warnings, by);
        }

        /** Replaces the member's name by the one that the file uses. */
        public Fault withFileNames(Fault fault) {
            return fault.pointer() == null ? fault : Fault.at(pointer(fault.pointer()), fault.code(), fault.detail());
        }

        /** Replaces the member's name by the one that the file uses, and counts lines from the start of the file. */
        public Warning withFileNames(Warning warning) {
            return new Warning(
                    warning.code(),
                    warning.pointer() == null ? null : pointer(warning.pointer()),
                    warning.line() == null ? null : warning.line() + linesBefore,
                    warning.detail());
        }

        private String pointer(String pointer) {
            String[] parts = pointer.split("/", 3);
            if (parts.length < 2 || !names.containsKey(parts[1])) {
                return pointer;
            }
            return "/" + names.get(parts[1]) + (parts.length == 3 ? "/" + parts[2] : "");
        }
    }

    private record PublicationDates(PatchValue<Instant> publishedAt, PatchValue<Instant> publishAt) {}

    /**
     * A publishAt in the past also becomes publishedAt, unless publishedAt is given or the article is scheduled
     * already.
     */
    private PublicationDates dates(JsonFields fields, @Nullable ObjectNode current, boolean foreign) {
        PatchValue<Instant> publishedAt = patchValue(fields, "publishedAt", fields.instant("publishedAt", dates));
        PatchValue<Instant> publishAt = patchValue(fields, "publishAt", fields.instant("publishAt", dates));
        Instant date = publishedAt.value();
        if (date != null
                && current != null
                && dates.parse(current.path("publishedAt").asText())
                        .filter(date::equals)
                        .isPresent()) {
            publishedAt = PatchValue.absent();
        }
        if (date == null && foreign) {
            publishedAt = firstPublished(fields).orElse(publishedAt);
        }
        Instant at = publishAt.value();
        boolean past = at != null && !at.isAfter(clock.now());
        boolean scheduled = current != null && current.hasNonNull("publishAt");
        return new PublicationDates(
                past && !scheduled && publishedAt.value() == null ? publishAt : publishedAt, publishAt);
    }

    /** Falls back to firstPublishedAt: in an export, an article without a publishedAt of its own has only that date. */
    private Optional<PatchValue<Instant>> firstPublished(JsonFields fields) {
        JsonNode first = fields.get("firstPublishedAt");
        return Optional.ofNullable(first)
                .flatMap(date -> dates.parse(date.asText()))
                .map(date -> new PatchValue<>(true, date));
    }

    /**
     * The updatedAt of a file. Takes effect only if the file creates the article; ignored with a warning if the article
     * exists.
     */
    private @Nullable Instant updatedAt(JsonFields fields, @Nullable ObjectNode current, List<Warning> warnings) {
        Instant updatedAt = fields.instant("updatedAt", dates);
        if (current == null || updatedAt == null) {
            return updatedAt;
        }
        warnings.add(Warning.at(
                "/updatedAt", "ignored-member", "Ignored: it has an effect only when the file creates the article."));
        return null;
    }

    private static List<String> aliases(JsonFields fields) {
        List<String> aliases = new ArrayList<>();
        List<JsonNode> entries = fields.list("aliases", MAX_ALIASES);
        for (int i = 0; i < entries.size(); i++) {
            String alias =
                    entries.get(i).isTextual() ? entries.get(i).textValue().strip() : "";
            if (alias.isEmpty() || alias.length() > MAX_ALIAS_LENGTH) {
                fields.faultAt(
                        "/aliases/" + i,
                        "invalid-alias",
                        "Must be a path on the site, of at most " + MAX_ALIAS_LENGTH + " characters.");
            } else {
                aliases.add(alias);
            }
        }
        return aliases;
    }

    private static <T> PatchValue<T> patchValue(JsonFields fields, String name, @Nullable T value) {
        return new PatchValue<>(fields.has(name), value);
    }

    private static void checkSlug(JsonFields fields, @Nullable String slug) {
        if (slug != null && !Slug.isValid(slug)) {
            fields.fault(
                    "slug",
                    "invalid-slug",
                    "Must be lower-case letters and digits joined by single hyphens, and no UUID.");
        } else if (slug != null && Slugs.isReserved(slug)) {
            fields.fault("slug", "reserved-slug", "“" + slug + "” is a word of the API's own paths.");
        }
    }

    private static @Nullable String locale(JsonFields fields) {
        String text = fields.text("locale", 35);
        if (text == null) {
            return null;
        }
        try {
            // POSIX and many generators write zh_TW instead of zh-TW.
            return new Locale.Builder()
                    .setLanguageTag(text.replace('_', '-'))
                    .build()
                    .toLanguageTag();
        } catch (java.util.IllformedLocaleException noLocale) {
            fields.fault("locale", "invalid-locale", "Must be a BCP 47 language tag such as en or pt-BR.");
            return null;
        }
    }

    private static @Nullable String type(JsonFields fields) {
        String text = fields.text("type", 50);
        if (text != null && !TYPE.matcher(text).matches()) {
            fields.fault("type", "invalid-type", "Must be lower-case letters, digits and hyphens.");
        }
        return text;
    }

    private static PatchValue<BodySource> body(JsonFields fields) {
        JsonNode body = fields.get("body");
        if (body == null) {
            return patchValue(fields, "body", null);
        }
        String format = "markdown";
        JsonNode text = body;
        if (body.isObject()) {
            List<String> formats = new ArrayList<>();
            body.fieldNames().forEachRemaining(formats::add);
            if (formats.size() != 1 || !Set.of("markdown", "html", "blocks").contains(formats.get(0))) {
                fields.fault("body", "body-format", "Must have exactly one of the members markdown, html and blocks.");
                return PatchValue.absent();
            }
            format = formats.get(0);
            text = body.get(format);
        }
        boolean blocks = format.equals("blocks");
        if (blocks ? !text.isArray() : !text.isTextual()) {
            fields.fault("body", "wrong-type", blocks ? "blocks must be a list." : "Must be text.");
            return PatchValue.absent();
        }
        if (!blocks && text.textValue().indexOf('\0') >= 0) {
            fields.fault("body", "bad-character", "Must not contain the character U+0000.");
            return PatchValue.absent();
        }
        String source = blocks ? body.toString() : text.textValue();
        if (source.getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
            fields.fault("body", "too-large", "Must have at most 2 MiB (" + MAX_BODY_BYTES + " bytes of UTF-8).");
            return PatchValue.absent();
        }
        return new PatchValue<>(
                true,
                source.isBlank()
                        ? null
                        : new BodySource(SourceFormat.valueOf(format.toUpperCase(Locale.ROOT)), source));
    }

    private static List<TermRef> terms(JsonFields fields, String name, TermKind kind, int max) {
        List<JsonNode> entries = fields.list(name, max);
        Set<TermRef> terms = new LinkedHashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            TermRef term = term(fields, entries.get(i), kind, name + "/" + i);
            if (term != null) {
                terms.add(term);
            }
        }
        return List.copyOf(terms);
    }

    /** The authors, each with the profile members beside the name. */
    private static List<AuthorProfile> authors(JsonFields fields) {
        List<JsonNode> entries = fields.list("authors", MAX_AUTHORS);
        List<AuthorProfile> authors = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String place = "authors/" + i;
            TermRef author = term(fields, entries.get(i), TermKind.AUTHOR, place);
            if (author != null) {
                authors.add(profile(fields, entries.get(i), author, "/" + place));
            }
        }
        return authors;
    }

    private static AuthorProfile profile(JsonFields fields, JsonNode entry, TermRef author, String pointer) {
        if (!entry.isObject()) {
            return new AuthorProfile(author, null, null);
        }
        JsonFields parts = fields.child(entry, pointer);
        String description = parts.text("description", 2000);
        String bio = parts.text("bio", 2000);
        if (description != null && bio != null) {
            parts.fault("bio", "two-descriptions", "bio is another name of description. Send one of them.");
        }
        return new AuthorProfile(author, parts.url("url"), description == null ? bio : description);
    }

    private static @Nullable TermRef section(JsonFields fields) {
        JsonNode section = fields.get("section");
        return section == null ? null : term(fields, section, TermKind.SECTION, "section");
    }

    /** Parses a slug or a name from a path. */
    public static TermRef term(String text, TermKind kind, String parameter) {
        String name = text.strip();
        if (!isName(name)) {
            throw new ParameterProblem(List.of(
                    Fault.in(parameter, "invalid-" + kind.text(), "Must be a slug or a name of 1 to 200 characters.")));
        }
        return TermRef.ofReference(kind, name, "");
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= 200 && text.chars().noneMatch(Character::isISOControl);
    }

    /** Parses a slug, a name or an object as in responses. In an object, the id takes precedence if it is known. */
    static @Nullable public TermRef term(JsonFields fields, JsonNode entry, TermKind kind, String place) {
        String pointer = "/" + place;
        if (entry.isTextual()) {
            String text = entry.textValue().strip();
            if (!isName(text)) {
                fields.faultAt(pointer, "invalid-" + kind.text(), "Must be a slug or a name of 1 to 200 characters.");
                return null;
            }
            return TermRef.ofText(kind, text, pointer);
        }
        JsonFields parts = fields.child(entry, pointer);
        String id = parts.text("id", 36);
        String slug = parts.text("slug", Slug.MAX_LENGTH);
        String name = parts.text("name", 200);
        if (kind == TermKind.AUTHOR) {
            AUTHOR_PROFILE.forEach(parts::has);
        }
        parts.rejectUnknown();
        if (id != null && Ids.parse(id).isEmpty()) {
            parts.fault("id", "invalid-id", "Must be a UUID.");
        } else if (slug != null && !Slug.isValid(slug)) {
            parts.fault("slug", "invalid-slug", "Must be lower-case letters and digits joined by single hyphens.");
        } else if (entry.isObject() && id == null && slug == null && name == null) {
            fields.faultAt(pointer, "invalid-" + kind.text(), "Needs an id, a slug or a name.");
        } else if (id != null) {
            String known = name != null ? name : slug != null ? slug : "";
            return new TermRef(kind, Ids.parse(id).orElseThrow(), slug, known, pointer);
        } else if (slug != null) {
            return new TermRef(kind, null, slug, name == null ? slug : name, pointer);
        } else if (name != null) {
            return TermRef.ofText(kind, name, pointer);
        }
        return null;
    }

    /** A text is the name of the source. */
    private static Content.@Nullable Origin origin(JsonFields fields) {
        JsonNode source = fields.get("source");
        JsonFields origin = source != null && source.isTextual()
                ? fields.child(JsonNodeFactory.instance.objectNode().set("name", source), "/source")
                : fields.object("source");
        if (origin == null) {
            return null;
        }
        Content.Origin read = new Content.Origin(origin.text("name", 200), origin.url("url"));
        origin.rejectUnknown();
        return read;
    }

    private static Content.@Nullable Location location(@Nullable JsonFields location) {
        if (location == null) {
            return null;
        }
        Content.Location read = new Content.Location(
                location.text("name", 200), location.number("lat", -90, 90), location.number("lon", -180, 180));
        location.rejectUnknown();
        return read;
    }

    private static Content.@Nullable Seo seo(@Nullable JsonFields seo) {
        if (seo == null) {
            return null;
        }
        Content.Seo read =
                new Content.Seo(seo.text("title", 200), seo.text("description", 500), image(seo), seo.flag("noindex"));
        seo.rejectUnknown();
        return read;
    }

    /** A URL, or an object with the id of a medium; what else a response shows of that medium is ignored. */
    private static @Nullable String image(JsonFields seo) {
        JsonNode image = seo.get("image");
        if (image == null || image.isTextual()) {
            String text = image == null ? "" : image.textValue();
            String media = Content.Seo.media(text);
            boolean own = media == null
                    ? text.startsWith("/files/")
                    : Ids.parse(media).isPresent();
            return own ? text : seo.url("image");
        }
        JsonFields sent = seo.object("image");
        if (sent == null || !sent.has("media")) {
            return sent == null ? null : sent.url("url");
        }
        UUID media = Ids.parse(image.path("media").asText()).orElse(null);
        if (media == null) {
            sent.fault("media", "bad-id", "A media id is a UUID.");
            return null;
        }
        return Content.Seo.image(media);
    }

    private static List<RelatedRef> related(JsonFields fields) {
        List<JsonNode> entries = fields.list("related", MAX_RELATED);
        List<RelatedRef> related = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            JsonNode id = entry.isObject() ? entry.path("id") : entry;
            var parsed = id.isTextual() ? Ids.parse(id.textValue()) : java.util.Optional.<UUID>empty();
            if (parsed.isEmpty()) {
                fields.faultAt("/related/" + i, "invalid-id", "Must be the id of an article, or an object with one.");
            } else {
                String slug = entry.path("slug").asText();
                related.add(new RelatedRef(parsed.get(), Slug.isValid(slug) ? slug : null, "/related/" + i));
            }
        }
        return related;
    }

    private static @Nullable String custom(JsonFields fields) {
        JsonNode custom = fields.get("custom");
        if (custom == null) {
            return null;
        }
        String text = "";
        try {
            text = CustomJson.text(custom);
        } catch (JsonProcessingException unwritable) {
            fields.fault("custom", "out-of-range", "Has a number of more than a thousand digits.");
        }
        if (!CustomJson.isWithinLimits(text)) {
            fields.fault(
                    "custom",
                    "out-of-range",
                    "Has a number of more than a thousand digits, a name of more than 50,000 characters, or more than "
                            + CustomJson.MAX_DEPTH + " levels of nesting.");
        }
        if (!custom.isObject()) {
            fields.fault("custom", "wrong-type", "Must be an object.");
        } else if (text.getBytes(StandardCharsets.UTF_8).length > MAX_CUSTOM_BYTES) {
            fields.fault("custom", "too-large", "Must have at most 64 KiB (" + MAX_CUSTOM_BYTES + " bytes of JSON).");
        } else if (text.contains("\\u0000")) {
            fields.fault("custom", "bad-character", "Must not contain the character U+0000.");
        }
        return text;
    }

    /**
     * The requested status. Expired and trashed are accepted only if equal to the current status; they request nothing.
     */
    private static @Nullable ArticleStatus status(JsonFields fields, @Nullable ObjectNode current, boolean echoed) {
        String text = fields.text("status", 20);
        // A status sent back unchanged together with the other members of a response requests nothing, so correcting a
        // live article never publishes anything.
        boolean echo =
                echoed && current != null && current.path("status").asText().equals(text);
        if (text == null || echo) {
            return null;
        }
        switch (text) {
            case "published":
                return ArticleStatus.PUBLISHED;
            case "draft":
                return ArticleStatus.DRAFT;
            case "archived":
                return ArticleStatus.ARCHIVED;
            case "scheduled":
                return ArticleStatus.SCHEDULED;
            default:
                if (current == null || !text.equals(current.path("status").asText())) {
                    fields.fault("status", "invalid-status", "Takes published, scheduled, draft or archived.");
                }
                return null;
        }
    }

    /** Accepts reason and successor only with a takedown, because the next publication would clear them. */
    private static TakedownRequest takedown(JsonFields fields) {
        TakedownRequest request = TakedownRequest.read(fields);
        JsonNode status = fields.get("status");
        if (status != null && status.asText().equals("archived")) {
            return request;
        }
        for (String member : TakedownRequest.MEMBERS) {
            if (fields.get(member) != null) {
                fields.fault(
                        member,
                        "not-taking-down",
                        "Only for an article that is taken down: send it with status archived, or with DELETE …/publication.");
            }
        }
        return TakedownRequest.NONE;
    }

    /**
     * Server-owned members of an existing article must have their current values. In input that may come from another
     * installation, such as every new article, they are dropped with a warning.
     */
    private void rejectServerOwned(
            JsonFields fields, @Nullable ObjectNode current, boolean foreign, boolean file, List<Warning> warnings) {
        DERIVED.forEach(fields::has);
        List<String> leftOut = new ArrayList<>();
        for (String name : SERVER_OWNED) {
            JsonNode value = name.equals("updatedAt") && file ? null : fields.get(name);
            if (value == null || current != null && sameValue(value, current.path(name))) {
                continue;
            }
            if (foreign && isWellFormed(name, value)) {
                leftOut.add(name);
            } else {
                fields.fault(name, "server-owned", "Only the server sets this. Leave it out, or send what you read.");
            }
        }
        if (!leftOut.isEmpty()) {
            warnings.add(Warning.at(
                    "/" + leftOut.get(0),
                    "server-owned",
                    "Only the server sets these; they were left out: " + String.join(", ", leftOut) + "."));
        }
    }

    private boolean isWellFormed(String name, JsonNode value) {
        return switch (name) {
            case "id" -> Ids.parse(value.asText()).isPresent();
            case "revision", "live" -> value.isIntegralNumber();
            default -> dates.parse(value.asText()).isPresent();
        };
    }

    private static boolean sameValue(JsonNode sent, JsonNode current) {
        return sent.asText().equals(current.asText());
    }
}
