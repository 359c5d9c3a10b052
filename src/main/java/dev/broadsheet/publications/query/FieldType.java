package dev.broadsheet.publications.query;

import static dev.broadsheet.publications.query.Operator.BETWEEN;
import static dev.broadsheet.publications.query.Operator.CONTAINS;
import static dev.broadsheet.publications.query.Operator.EQ;
import static dev.broadsheet.publications.query.Operator.EXISTS;
import static dev.broadsheet.publications.query.Operator.GT;
import static dev.broadsheet.publications.query.Operator.GTE;
import static dev.broadsheet.publications.query.Operator.IN;
import static dev.broadsheet.publications.query.Operator.LT;
import static dev.broadsheet.publications.query.Operator.LTE;
import static dev.broadsheet.publications.query.Operator.NE;
import static dev.broadsheet.publications.query.Operator.NIN;
import static dev.broadsheet.publications.query.Operator.STARTS_WITH;

import java.util.List;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/** Type of a field: its SQL type, its operators and the format of its values. */
public enum FieldType {
    TEXT(
            SQLDataType.VARCHAR,
            "text",
            List.of(EQ, NE, GT, GTE, LT, LTE, BETWEEN, IN, NIN, EXISTS, CONTAINS, STARTS_WITH)),
    NUMBER(SQLDataType.BIGINT, "a whole number", List.of(EQ, NE, GT, GTE, LT, LTE, BETWEEN, IN, NIN, EXISTS)),
    DATE(
            SQLDataType.OFFSETDATETIME,
            "a date such as 2026-01-31T18:00:00Z, 2026-01-31 (the whole day), 2026-01, 2026, now or -7d",
            List.of(EQ, NE, GT, GTE, LT, LTE, BETWEEN, IN, NIN, EXISTS)),
    FLAG(SQLDataType.BOOLEAN, "true or false", List.of(EQ, NE)),
    ID(SQLDataType.UUID, "an id", List.of(EQ, NE, IN, NIN, EXISTS));

    private final DataType<?> type;
    private final String takes;
    private final List<Operator> operators;

    FieldType(DataType<?> type, String takes, List<Operator> operators) {
        this.type = type;
        this.takes = takes;
        this.operators = operators;
    }

    public DataType<?> type() {
        return type;
    }

    /** Completes the sentence “… takes”. */
    String takes() {
        return takes;
    }

    List<Operator> operators() {
        return operators;
    }
}
