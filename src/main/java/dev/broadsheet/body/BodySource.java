package dev.broadsheet.body;

/** What an editor sent, kept verbatim; for {@link SourceFormat#BLOCKS} the text is JSON. */
public record BodySource(SourceFormat format, String text) {}
