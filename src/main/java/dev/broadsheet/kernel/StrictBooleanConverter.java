package dev.broadsheet.kernel;

import org.eclipse.microprofile.config.spi.Converter;

/** Converts a setting that must be {@code true} or {@code false}. The default converter reads other words as false. */
public final class StrictBooleanConverter implements Converter<Boolean> {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean convert(String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value + " is neither true nor false.");
        };
    }
}
