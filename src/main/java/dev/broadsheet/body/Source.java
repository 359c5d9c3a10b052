package dev.broadsheet.body;

/** What an editor sent, kept verbatim; for {@link Format#BLOCKS} the text is JSON. */
public record Source(Format format, String text) {}
