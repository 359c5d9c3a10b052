package dev.broadsheet.kernel;

import org.eclipse.microprofile.config.spi.Converter;

/** A setting that is {@code true} or {@code false}. The default converter takes any other word for {@code false}. */
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
