package dev.broadsheet.body;

/** A body as the editor sent it, verbatim. For {@link SourceFormat#BLOCKS} the text is JSON. */
public record BodySource(SourceFormat format, String text) {}
