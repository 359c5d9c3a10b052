package dev.broadsheet.media.worker.header;

/**
 * The colours of a picture that has indexes for samples.
 *
 * @param rgba the colours by index, four bytes each
 * @param transparent whether any colour isn't opaque
 * @param divisor what a reader has multiplied indexes with, which takes indexes of few bits for shades
 */
public record Palette(byte[] rgba, boolean transparent, int divisor) {}
