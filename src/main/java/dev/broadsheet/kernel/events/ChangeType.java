package dev.broadsheet.kernel.events;

import java.util.Locale;

/** A type of change, named in the past tense. Each feature declares its types in an enum. */
public interface ChangeType {

    /** The kind of thing that changed, such as {@code article}. */
    String subject();

    /** The name of the enum constant. */
    String name();

    /** The text in the change log and in the API, such as {@code article.published}. */
    default String text() {
        return subject() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
