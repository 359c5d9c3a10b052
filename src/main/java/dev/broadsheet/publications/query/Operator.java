package dev.broadsheet.publications.query;

/** Comparison operator: the suffix after the dot of a parameter's name, or none for {@code field=value}. */
public enum Operator {
    EQ("", Values.SOME, "Equals the value, or one of them if repeated."),
    NE("ne", Values.SOME, "Doesn't equal the value; a missing value doesn't either."),
    GT("gt", Values.ONE, "Greater than, or after."),
    GTE("gte", Values.ONE, "Greater than or equal, or at or after."),
    LT("lt", Values.ONE, "Less than, or before."),
    LTE("lte", Values.ONE, "Less than or equal, or at or before."),
    BETWEEN("between", Values.TWO, "Between two values, both included."),
    IN("in", Values.LIST, "One of the values, separated by commas."),
    NIN("nin", Values.LIST, "None of the values, separated by commas."),
    EXISTS("exists", Values.ONE, "true: has a value; false: has none."),
    CONTAINS("contains", Values.SOME, "Contains the text, ignoring case."),
    STARTS_WITH("startsWith", Values.SOME, "Begins with the text, ignoring case.");

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

    Operator(String word, Values values, String description) {
        this.suffix = word;
        this.values = values;
        this.description = description;
    }

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
