package dev.broadsheet.body;

import dev.broadsheet.body.document.Document;

/** What can be told of a document without reading it. */
public record DocumentFacts(int wordCount, int readingMinutes, String excerpt) {

    public static DocumentFacts of(Document document) {
        String text = Body.text(document);
        int words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
        return new DocumentFacts(words, (words + 199) / 200, text.substring(0, Math.min(200, text.length())));
    }
}
