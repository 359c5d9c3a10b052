package dev.broadsheet.kernel.http;

import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;

/** The ranges of an {@code Accept} header (RFC 9110 section 12.5.1). */
public record MediaRanges(List<MediaType> ranges) {

    /** From 0 (not acceptable) to 1. The most specific range decides. */
    public double quality(MediaType type) {
        return ranges.stream()
                .filter(type::isCompatible)
                .max(Comparator.comparingInt(
                        range -> (range.isWildcardType() ? 0 : 1) + (range.isWildcardSubtype() ? 0 : 1)))
                .map(MediaRanges::weight)
                .orElse(0.0);
    }

    public boolean accepts(MediaType type) {
        return quality(type) > 0;
    }

    /** A malformed quality counts as 1. */
    private static double weight(MediaType range) {
        String quality = range.getParameters().getOrDefault("q", "1");
        return quality.matches("0(\\.\\d*)?|1(\\.0*)?") ? Double.parseDouble(quality) : 1;
    }
}
