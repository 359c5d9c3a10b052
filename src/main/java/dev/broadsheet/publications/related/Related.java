package dev.broadsheet.publications.related;

import dev.broadsheet.publications.LiveCopy;
import java.util.List;

/** Articles that are worth reading beside one, the best first. */
record Related(List<LiveCopy> data) {}
