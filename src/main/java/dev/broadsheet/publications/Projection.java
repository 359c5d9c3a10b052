package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.query.QueryParameters;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of an article that a response contains, from {@code fields}, {@code include} and {@code body.format}.
 *
 * @param members the members shown
 * @param parts the parts shown of a member that isn't shown completely, as {@code name} in {@code authors.name}
 * @param forms formats of the body
 */
public record Projection(Set<String> members, Map<String, Set<String>> parts, Set<BodyFormat> forms) {

    /** The body in blocks, and nothing else. */
    public static final Projection BODY = new Projection(Set.of("body"), Map.of(), Set.of(BodyFormat.BLOCKS));

    private static final Set<String> ALWAYS = Set.of("id", "links");
    private static final Set<String> NAMED = Set.of("id", "slug", "name");
    /** Parts of the members that have fixed parts. */
    private static final Map<String, Set<String>> PARTS =
            Map.of("authors", NAMED, "tags", NAMED, "section", NAMED, "related", Set.of("id", "slug", "title"));

    /** Only {@code id} and {@code links}. */
    public static final Projection IDENTITY = new Projection(ALWAYS, Map.of(), Set.of());

    private static final int MAX_NAMES = 100;

    private static final Set<String> NAMES = Set.of("authors", "tags", "section");
    private static final Set<String> FOR_READERS = known(false);
    private static final Set<String> FOR_EDITORS = known(true);
    private static final Set<String> LISTED = listed(FOR_READERS);

    /** All members, the body in blocks. Other formats of an article are rendered from this projection. */
    public static Projection complete(boolean editor) {
        return new Projection(editor ? FOR_EDITORS : FOR_READERS, Map.of(), Set.of(BodyFormat.BLOCKS));
    }

    /** The projection of a list, from its {@code fields}, {@code include} and {@code body.format}. */
    public static Projection ofList(QueryParameters queryParameters, boolean editor, List<Fault> faults) {
        return read(
                queryParameters.list("fields"),
                queryParameters.list("include"),
                queryParameters.list("body.format"),
                true,
                editor,
                faults);
    }

    /** Without {@code fields}, a single article has all members and a list has summaries. */
    public static Projection read(
            @Nullable List<String> fields,
            @Nullable List<String> include,
            @Nullable List<String> bodyFormat,
            boolean list,
            boolean editor,
            List<Fault> faults) {
        Set<String> known = editor ? FOR_EDITORS : FOR_READERS;
        Set<String> members = new LinkedHashSet<>();
        Map<String, Set<String>> parts = new LinkedHashMap<>();
        List<String> wanted = names("fields", fields, faults);
        if (wanted.isEmpty()) {
            members.addAll(list ? listed(known) : known);
        } else {
            members.addAll(ALWAYS);
            wanted.forEach(name -> add(name, known, editor, members, parts, faults));
        }
        for (String name : names("include", include, faults)) {
            if (known.contains(name)) {
                members.add(name);
            } else {
                faults.add(unknown("include", name, known));
            }
        }
        List<String> format = bodyFormat == null ? List.of() : bodyFormat;
        if (!format.isEmpty()) {
            members.add("body");
        }
        Set<BodyFormat> bodyFormats = forms(format, parts.remove("body"), wanted.contains("body"), editor, faults);
        return new Projection(members, parts, bodyFormats);
    }

    /**
     * @param named body formats that {@code fields} names, as in {@code body.html}
     * @param whole whether {@code fields} names {@code body} as well
     */
    private static Set<BodyFormat> forms(
            List<String> bodyFormat, @Nullable Set<String> named, boolean whole, boolean editor, List<Fault> faults) {
        Set<BodyFormat> bodyFormats = EnumSet.noneOf(BodyFormat.class);
        if (!bodyFormat.isEmpty() || whole || named == null) {
            bodyFormats.addAll(BodyFormat.read(bodyFormat, editor, faults));
        }
        BodyFormat.allowed(editor).stream()
                .filter(form -> named != null && named.contains(form.text()))
                .forEach(bodyFormats::add);
        return bodyFormats;
    }

    public boolean shows(String member) {
        return members.contains(member);
    }

    boolean showsNames() {
        return NAMES.stream().anyMatch(members::contains);
    }

    /** Whether any member is shown that isn't part of a list entry, {@code body} and {@code related} excepted. */
    boolean showsDetails() {
        return members.stream()
                .anyMatch(member -> !LISTED.contains(member) && !member.equals("body") && !member.equals("related"));
    }

    /** Whether these are the default members of a list or of an article for readers. */
    boolean isDefault() {
        return parts.isEmpty() && (isListed() || members.equals(FOR_READERS));
    }

    /** Whether these are the default members of a list. */
    public boolean isListed() {
        return parts.isEmpty() && members.equals(LISTED);
    }

    /** Determines which columns are read. It has only a few dozen distinct values, so statements are cached by it. */
    public record Needed(boolean names, boolean details, boolean related, Set<BodyFormat> forms) {}

    public Needed needed() {
        return new Needed(showsNames(), showsDetails(), shows("related"), shows("body") ? forms : Set.of());
    }

    boolean needs(BodyFormat form) {
        return shows("body") && forms.contains(form);
    }

    /**
     * Column names of a CSV table, in the order of the members: {@code title}, {@code authors.name}, {@code body.html}.
     * A term or related article has only the column of its slug, unless the request names parts.
     */
    public List<String> columns() {
        return ArticleJson.MEMBERS.stream()
                .filter(members::contains)
                .flatMap(member -> columns(member).map(part -> member + "." + part))
                .map(path -> path.replaceFirst("\\.$", ""))
                .toList();
    }

    private Stream<String> columns(String member) {
        if (member.equals("body")) {
            return forms.stream().map(BodyFormat::text);
        } else if (member.equals("links")) {
            return Stream.of("self");
        }
        Set<String> requested = parts.getOrDefault(member, Set.of(PARTS.containsKey(member) ? "slug" : ""));
        return requested.stream();
    }

    /** Copies the selected members of a complete tree, in their order. */
    public ObjectNode select(ObjectNode complete) {
        ObjectNode shown = ArticleJson.ordered(complete, members);
        parts.forEach((member, names) -> {
            JsonNode value = shown.get(member);
            if (value instanceof ObjectNode object) {
                object.retain(names);
            } else if (value instanceof ArrayNode array) {
                array.forEach(entry -> {
                    if (entry instanceof ObjectNode object) {
                        object.retain(names);
                    }
                });
            }
        });
        return shown;
    }

    private static void add(
            String name,
            Set<String> all,
            boolean editor,
            Set<String> members,
            Map<String, Set<String>> parts,
            List<Fault> faults) {
        int dot = name.indexOf('.');
        String member = dot < 0 ? name : name.substring(0, dot);
        if (!all.contains(member)) {
            faults.add(unknown("fields", name, all));
            return;
        }
        @Nullable Set<String> known = dot < 0 ? null : parts(member, editor);
        String part = name.substring(dot + 1);
        if (known != null && !known.contains(part)) {
            faults.add(unknown(
                    "fields",
                    name,
                    known.stream().map(each -> member + "." + each).collect(Collectors.toCollection(TreeSet::new))));
            return;
        }
        boolean body = member.equals("body");
        boolean whole = !body && members.contains(member) && !parts.containsKey(member);
        members.add(member);
        if (dot < 0 && body) {
            return;
        } else if (dot < 0) {
            parts.remove(member);
        } else if (!whole) {
            parts.computeIfAbsent(member, any -> new LinkedHashSet<>()).add(part);
        }
    }

    /** Null for a member without fixed parts. */
    private static @Nullable Set<String> parts(String member, boolean editor) {
        return member.equals("body")
                ? BodyFormat.allowed(editor).stream().map(BodyFormat::text).collect(Collectors.toSet())
                : PARTS.get(member);
    }

    private static Fault unknown(String parameter, String name, Set<String> known) {
        return Fault.in(
                parameter,
                "invalid-value",
                parameter + " doesn't know " + name + ". It takes " + String.join(", ", known) + ".");
    }

    private static Set<String> listed(Set<String> known) {
        return known.stream().filter(ArticleJson.LISTED::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> known(boolean editor) {
        return ArticleJson.MEMBERS.stream()
                .filter(member -> editor || !ArticleJson.EDITORS_ONLY.contains(member))
                .filter(member -> !member.equals("warnings"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> names(String parameter, @Nullable List<String> values, List<Fault> faults) {
        List<String> names = values == null
                ? List.of()
                : values.stream()
                        .flatMap(value -> List.of(value.split(",")).stream())
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        if (names.size() > MAX_NAMES) {
            faults.add(Fault.in(parameter, "too-many", parameter + " takes at most " + MAX_NAMES + " names."));
        }
        return names;
    }
}
