package dev.broadsheet.kernel.json;

import org.jspecify.annotations.Nullable;

/** The value of a member for which absent and null differ: absent keeps the stored value, null clears it. */
public record PatchValue<T>(boolean present, @Nullable T value) {

    public static <T> PatchValue<T> absent() {
        return new PatchValue<>(false, null);
    }

    @Nullable
    public T orElse(@Nullable T current) {
        return present ? value : current;
    }
}
