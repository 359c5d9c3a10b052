package dev.broadsheet.terms.editing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.json.ServerOwnedMembers;
import dev.broadsheet.terms.Term;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tag, author or section as a client sends it.
 *
 * @param slug made from the name if absent
 * @param name at most 200 characters
 * @param aliases null if absent
 * @param description plain text, at most 2,000 characters
 * @param url an absolute http or https address, at most 2,000 characters
 * @param sent the names of the members that were present, including those with null
 */
@Schema(name = "TermEdit", description = "A tag, author or section in a request.")
record TermEdit(
        @Schema(examples = "energy", maxLength = 200) @Nullable
        String slug,

        @Schema(examples = "Energy", maxLength = 200) @Nullable
        String name,

        @Schema(
                description =
                        "Other names and slugs that lead to it, in articles, queries and URLs. Replaces the present list; absent: unchanged. Former names lead to it in any case.",
                maxItems = TermEdit.MAX_ALIASES,
                examples = "[\"power\", \"Energie\"]")
        @Nullable
        List<String> aliases,

        @Schema(maxLength = 2000) @Nullable String description,

        @Schema(
                description = "Website. Absolute http or https URL.",
                maxLength = 2000,
                examples = "https://example.org/ada")
        @Nullable
        String url,

        @Schema(description = "#rrggbb", pattern = "^#[0-9a-fA-F]{6}$", examples = "#c2410c") @Nullable
        String colour,

        @Schema(
                implementation = String.class,
                description =
                        "Parent by slug, name or id, or an object as in responses; null for none. descendants=true in a query for the parent includes this one. At most 10 levels.",
                examples = "economy")
        @Nullable
        TermRef parent,

        @Schema(hidden = true) @JsonIgnore Set<String> sent) {

    static final int MAX_ALIASES = 500;

    static TermEdit read(TermKind kind, JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(body, "", faults);
        String slug = fields.text("slug", Slug.MAX_LENGTH);
        String name = fields.text("name", 200);
        List<String> aliases = fields.has("aliases") ? aliases(fields) : null;
        String description = fields.text("description", 2000);
        String url = fields.url("url");
        String colour = fields.text("colour", 20);
        TermRef parent = one(fields, "parent", kind);
        if (slug != null && !Slug.isValid(slug)) {
            fields.fault("slug", "invalid-slug", "Must be lower-case letters and digits joined by single hyphens.");
        }
        if (colour != null && !colour.matches("#[0-9a-fA-F]{6}")) {
            fields.fault("colour", "invalid-colour", "Must be #rrggbb, six hexadecimal digits.");
        }
        // Only the server sets these. Accepted, because clients send back what they got; see checkServerOwned.
        List.of("id", "formerNames", "articles", "workingCopies", "createdAt", "updatedAt", "warnings")
                .forEach(fields::has);
        fields.rejectUnknown();
        ValidationProblem.throwIfAny(faults);
        Set<String> sent = new TreeSet<>();
        body.fieldNames().forEachRemaining(sent::add);
        return new TermEdit(
                slug,
                name,
                aliases,
                description,
                url,
                colour == null ? null : colour.toLowerCase(Locale.ROOT),
                parent,
                sent);
    }

    /** Members that never change must have the values they have. Counts differ from read to read and are ignored. */
    static void checkServerOwned(JsonNode body, Term term) {
        List<Fault> faults = new ArrayList<>();
        ServerOwnedMembers.check(
                body, Map.of("id", term.id.toString(), "createdAt", term.createdAt.toString()), faults);
        ValidationProblem.throwIfAny(faults);
    }

    private static List<String> aliases(JsonFields fields) {
        List<String> aliases = new ArrayList<>();
        List<JsonNode> entries = fields.list("aliases", MAX_ALIASES);
        for (int i = 0; i < entries.size(); i++) {
            String text =
                    entries.get(i).isTextual() ? entries.get(i).textValue().strip() : "";
            if (isName(text) && Ids.parse(text).isEmpty()) {
                aliases.add(text);
            } else {
                fields.faultAt("/aliases/" + i, "invalid-alias", "Must be a slug or a name of 1 to 200 characters.");
            }
        }
        return aliases;
    }

    /**
     * Reads a reference to another term: a slug, a name, an id, or a whole term as the API returns it, of which the id
     * takes precedence.
     */
    static @Nullable TermRef one(JsonFields fields, String member, TermKind kind) {
        JsonNode value = fields.get(member);
        if (value == null) {
            return null;
        }
        JsonNode named = value.isObject()
                ? value.hasNonNull("id")
                        ? value.get("id")
                        : value.hasNonNull("slug") ? value.get("slug") : value.path("name")
                : value;
        String text = named.isTextual() ? named.textValue().strip() : "";
        if (!isName(text)) {
            fields.fault(
                    member,
                    "invalid-" + kind.text(),
                    "Must be a slug, a name or an id, or an object with one of them.");
            return null;
        }
        return TermRef.ofReference(kind, text, fields.pointer(member));
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= 200
                && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * The attributes after this edit. Absent members stay if {@code patch}; otherwise they are cleared, except slug and
     * name.
     */
    Term.Attributes over(Term.Attributes before, boolean patch, @Nullable UUID parentId) {
        return new Term.Attributes(
                slug == null ? before.slug() : slug,
                name == null ? before.name() : name,
                patch && !sent.contains("description") ? before.description() : description,
                patch && !sent.contains("url") ? before.url() : url,
                patch && !sent.contains("colour") ? before.colour() : colour,
                patch && !sent.contains("parent") ? before.parentId() : parentId);
    }
}
