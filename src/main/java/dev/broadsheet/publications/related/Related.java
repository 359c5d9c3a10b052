package dev.broadsheet.publications.related;

import dev.broadsheet.publications.LiveCopy;
import java.util.List;

/** Related articles, the best first. */
record Related(List<LiveCopy> data) {}
