package dev.broadsheet.publications.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.Select;

/** A list from its first article to its last: what to ask for it, and what a row of the answer shows. */
public record UnpagedList(Select<Record> rows, Function<Record, ObjectNode> view) {}
