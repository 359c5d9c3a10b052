package dev.broadsheet.media.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The crops that an editor has chosen, each instead of the one around the focus. */
@Schema(name = "Crops", description = "Crops by ratio, each used instead of the one around the focus.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Crops(
        @JsonProperty("16x9") @Nullable Area wide,
        @JsonProperty("4x3") @Nullable Area standard,
        @JsonProperty("1x1") @Nullable Area square) {

    @JsonIgnore
    public boolean isEmpty() {
        return wide == null && standard == null && square == null;
    }

    public @Nullable Area of(Ratio ratio) {
        return switch (ratio) {
            case FULL -> null;
            case WIDE -> wide;
            case STANDARD -> standard;
            case SQUARE -> square;
        };
    }
}
