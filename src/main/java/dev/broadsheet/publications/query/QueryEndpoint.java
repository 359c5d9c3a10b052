package dev.broadsheet.publications.query;

import java.util.EnumSet;
import java.util.Set;

/** Where the query language is spoken. Conditions are the same everywhere; what else is taken depends on the answer. */
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

    /** Those of the list that are no conditions and are taken here. */
    Set<ListParameter> parameters() {
        return parameters;
    }

    /** What the endpoint reads itself. */
    Set<String> ownParameters() {
        return ownParameters;
    }

    /** Whether the best hits can come first; where that is not so, the newest do. */
    boolean supportsRanking() {
        return this == LIST || this == DRAFTS;
    }

    /** Whether working copies can be asked for. */
    boolean forEditors() {
        return parameters.contains(ListParameter.STATUS);
    }

    /**
     * Whether the contract says so. The list of live articles takes {@code status} too; its contract leaves that to
     * {@link #DRAFTS}, whose responses have other types.
     */
    boolean documentsEditors() {
        return forEditors() && this != LIST;
    }
}
