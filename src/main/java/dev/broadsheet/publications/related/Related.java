package dev.broadsheet.publications.related;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Articles that are worth reading beside one, the best first. */
record Related(List<ObjectNode> data) {}
