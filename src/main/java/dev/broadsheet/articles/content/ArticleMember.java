package dev.broadsheet.articles.content;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member of an article: its name in JSON, the type of its value, and where it appears. Immutable and compared by
 * identity. {@link ArticleMembers} declares all members.
 *
 * @param <T> the type of the value in a {@link Content}
 */
public final class ArticleMember<T> {

    /** Where a member appears and how it is treated. */
    enum Trait {
        /** In lists by default. */
        LISTED,
        /** In working copies only. */
        EDITORS_ONLY,
        /** Not prose, so a diff shows it as a whole instead of by words. */
        IDENTIFIER,
        /** Searched by {@code q}, with less weight than the title. */
        SEARCHABLE
    }

    private final String name;
    private final @Nullable JavaType type;
    private final int maxLength;
    private final Set<Trait> traits;
    private final @Nullable String column;
    private final List<String> otherNames;

    private ArticleMember(
            String name,
            @Nullable JavaType type,
            int maxLength,
            Set<Trait> traits,
            @Nullable String column,
            List<String> otherNames) {
        this.name = name;
        this.type = type;
        this.maxLength = maxLength;
        this.traits = traits;
        this.column = column;
        this.otherNames = otherNames;
    }

    /** A member that the server sets. */
    static ArticleMember<Void> server(String name, Trait... traits) {
        return new ArticleMember<>(name, null, 0, Set.of(traits), null, List.of());
    }

    /** A member that an editor writes, with code of its own to read and to show it. */
    static <T> ArticleMember<T> content(String name, Class<T> type, Trait... traits) {
        return of(name, TypeFactory.defaultInstance().constructType(type), 0, traits);
    }

    static <E> ArticleMember<List<E>> list(String name, Class<E> type, Trait... traits) {
        return of(name, TypeFactory.defaultInstance().constructCollectionType(List.class, type), 0, traits);
    }

    /** An optional text that is stored and shown as it is sent. */
    static ArticleMember<String> text(String name, int maxLength, Trait... traits) {
        return of(name, TypeFactory.defaultInstance().constructType(String.class), maxLength, traits);
    }

    private static <T> ArticleMember<T> of(String name, JavaType type, int maxLength, Trait... traits) {
        return new ArticleMember<>(name, type, maxLength, Set.of(traits), null, List.of());
    }

    /** A copy of this member with a column in the tables of lists, so that lists filter and sort by it. */
    ArticleMember<T> inColumn(String listColumn) {
        return new ArticleMember<>(name, type, maxLength, traits, listColumn, otherNames);
    }

    /** A copy of this member with further names in front matter, in order of precedence. */
    ArticleMember<T> alsoNamed(String... names) {
        return new ArticleMember<>(name, type, maxLength, traits, column, List.of(names));
    }

    /** The name in JSON. */
    public String name() {
        return name;
    }

    /** The type of the value in stored JSON. Only for members of a content. */
    JavaType type() {
        return Objects.requireNonNull(type, name);
    }

    /** The maximum length of a text, in characters; 0 for other members. */
    public int maxLength() {
        return maxLength;
    }

    /** Whether editors write it, so that revisions store it. */
    public boolean isContent() {
        return type != null;
    }

    /** Whether it is an optional text without code of its own. */
    boolean isText() {
        return maxLength > 0;
    }

    public boolean isListed() {
        return traits.contains(Trait.LISTED);
    }

    public boolean isEditorsOnly() {
        return traits.contains(Trait.EDITORS_ONLY);
    }

    public boolean isIdentifier() {
        return traits.contains(Trait.IDENTIFIER);
    }

    boolean isSearched() {
        return traits.contains(Trait.SEARCHABLE);
    }

    /** The OpenAPI schema of a text, in requests and responses alike. */
    public Schema schema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .addType(Schema.SchemaType.NULL)
                .maxLength(maxLength);
    }

    /** The column in the tables of lists. Only for members that have one. */
    public String column() {
        return Objects.requireNonNull(column, name);
    }

    boolean hasColumn() {
        return column != null;
    }

    /** The names in front matter, the JSON name first; empty if front matter can't set the member. */
    public List<String> frontMatterNames() {
        return isContent() || !otherNames.isEmpty()
                ? Stream.concat(Stream.of(name), otherNames.stream()).toList()
                : List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
