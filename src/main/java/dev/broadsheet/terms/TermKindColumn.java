package dev.broadsheet.terms;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Kinds are stored in lower case, as clients write them. */
@Converter
public class TermKindColumn implements AttributeConverter<TermKind, String> {

    @Override
    public String convertToDatabaseColumn(TermKind kind) {
        return kind.text();
    }

    @Override
    public TermKind convertToEntityAttribute(String text) {
        return TermKind.of(text);
    }
}
