package dev.broadsheet.articles;

import org.jspecify.annotations.Nullable;

/** A member that means one thing when it is absent and another when it is null: absent keeps, null clears. */
record Sent<T>(boolean present, @Nullable T value) {

    static <T> Sent<T> nothing() {
        return new Sent<>(false, null);
    }

    @Nullable
    T orKeep(@Nullable T current) {
        return present ? value : current;
    }
}
