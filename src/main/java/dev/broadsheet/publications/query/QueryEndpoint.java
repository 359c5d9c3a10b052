package dev.broadsheet.publications.query;

import java.util.EnumSet;
import java.util.Set;

/**
 * The endpoints that accept the query language. Conditions are the same everywhere; the other parameters depend on the
 * response.
 */
public enum QueryEndpoint {
    LIST("/api/articles", EnumSet.allOf(ListParameter.class)),
    DRAFTS("/api/drafts", EnumSet.complementOf(EnumSet.of(ListParameter.AT))),
    EXPORT(
            "/api/articles/export",
            EnumSet.of(
                    ListParameter.DESCENDANTS,
                    ListParameter.Q,
                    ListParameter.SORT,
                    ListParameter.FIELDS,
                    ListParameter.INCLUDE,
                    ListParameter.BODY_FORMAT,
                    ListParameter.STATUS,
                    ListParameter.AT),
            "format"),
    NEIGHBOURS(
            "/api/articles/{article}/neighbours",
            EnumSet.of(
                    ListParameter.DESCENDANTS,
                    ListParameter.Q,
                    ListParameter.SORT,
                    ListParameter.FIELDS,
                    ListParameter.INCLUDE,
                    ListParameter.BODY_FORMAT)),
    ARCHIVE("/api/archive", EnumSet.of(ListParameter.DESCENDANTS, ListParameter.Q), "by", "limit", "after");

    private final String path;
    private final Set<ListParameter> parameters;
    private final Set<String> ownParameters;

    QueryEndpoint(String path, Set<ListParameter> parameters, String... own) {
        this.path = path;
        this.parameters = parameters;
        this.ownParameters = Set.of(own);
    }

    String path() {
        return path;
    }

    /** The accepted parameters of a list other than conditions. */
    Set<ListParameter> parameters() {
        return parameters;
    }

    /** Parameters that the endpoint reads itself. */
    Set<String> ownParameters() {
        return ownParameters;
    }

    /** Whether {@code sort=relevance} is supported; other endpoints sort the newest first. */
    boolean supportsRanking() {
        return this == LIST || this == DRAFTS;
    }

    /** Whether working copies can be listed. */
    boolean forEditors() {
        return parameters.contains(ListParameter.STATUS);
    }

    /** Whether some of its parameters need a key. */
    boolean needsKey() {
        return forEditors() || parameters.contains(ListParameter.AT);
    }

    /**
     * Whether the OpenAPI document mentions working copies. The list of live articles also accepts {@code status}; its
     * documentation leaves that to {@link #DRAFTS}, whose responses have other types.
     */
    boolean documentsEditors() {
        return forEditors() && this != LIST;
    }
}
