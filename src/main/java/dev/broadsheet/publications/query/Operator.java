package dev.broadsheet.publications.query;

/** Comparison operator: the suffix after the dot of a parameter's name, or none for {@code field=value}. */
public enum Operator {
    EQ("", Values.SOME, "Is this, or any of these if it is repeated."),
    NE("ne", Values.SOME, "Is not this; nothing at all is not this either."),
    GT("gt", Values.ONE, "Is more, or later."),
    GTE("gte", Values.ONE, "Is as much or more, at that time or later."),
    LT("lt", Values.ONE, "Is less, or earlier."),
    LTE("lte", Values.ONE, "Is as much or less, at that time or earlier."),
    BETWEEN("between", Values.TWO, "From the first to the second, both included."),
    IN("in", Values.LIST, "Is any of these, between commas."),
    NIN("nin", Values.LIST, "Is none of these, between commas."),
    EXISTS("exists", Values.ONE, "true: there is one; false: there is none."),
    CONTAINS("contains", Values.SOME, "Has this in it; capitals and small letters are the same."),
    STARTS_WITH("startsWith", Values.SOME, "Begins with this; capitals and small letters are the same.");

    /** Number of values of an operator. The values of {@code LIST} and {@code TWO} are separated by commas. */
    enum Values {
        ONE,
        TWO,
        SOME,
        LIST
    }

    private final String suffix;
    private final Values values;
    private final String description;

    Operator(String word, Values values, String says) {
        this.suffix = word;
        this.values = values;
        this.description = says;
    }

    /** The parameter's name. */
    String parameterName(ListField field) {
        return suffix.isEmpty() ? field.text() : field.text() + "." + suffix;
    }

    String suffix() {
        return suffix;
    }

    Values takes() {
        return values;
    }

    /** Text for the OpenAPI document. */
    String description() {
        return description;
    }
}
