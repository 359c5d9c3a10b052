package dev.broadsheet.articles;

import org.jspecify.annotations.Nullable;

/** A member that means one thing when it is absent and another when it is null: absent keeps, null clears. */
public record PatchValue<T>(boolean present, @Nullable T value) {

    public static <T> PatchValue<T> absent() {
        return new PatchValue<>(false, null);
    }

    @Nullable
    public T orElse(@Nullable T current) {
        return present ? value : current;
    }
}
