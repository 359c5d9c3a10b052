package dev.broadsheet.kernel.events;

import java.util.List;

/** The types of change of all features. The root package implements it, because it alone knows all features. */
public interface ChangeTypes {

    List<ChangeType> all();
}
