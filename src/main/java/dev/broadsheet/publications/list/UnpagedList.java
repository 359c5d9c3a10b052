package dev.broadsheet.publications.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.Select;

/** A complete list: its statement, and the mapping of a row to JSON. */
public record UnpagedList(Select<Record> rows, Function<Record, ObjectNode> view) {}
