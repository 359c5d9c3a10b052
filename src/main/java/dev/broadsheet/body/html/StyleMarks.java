package dev.broadsheet.body.html;

import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of parsing a {@code style} attribute: the marks that its declarations mean, and the names of the other
 * declarations. Styles are only read, never written.
 */
record StyleMarks(Marks marks, List<String> unmapped) {

    static StyleMarks apply(Marks marks, String style) {
        List<String> lost = new ArrayList<>();
        Marks now = marks;
        for (String declaration : style.split(";", 100)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String name = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                String value = declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
                Marks then = declaration(now, name, value, lost);
                now = then;
            }
        }
        return new StyleMarks(now, lost);
    }

    private static Marks declaration(Marks marks, String name, String value, List<String> lost) {
        switch (name) {
            case "font-weight" -> {
                return isBold(value) ? marks.with(Mark.STRONG) : marks.without(Mark.STRONG);
            }
            case "font-style" -> {
                boolean slanted = value.startsWith("italic") || value.startsWith("oblique");
                return slanted ? marks.with(Mark.EM) : marks.without(Mark.EM);
            }
            case "text-decoration", "text-decoration-line" -> {
                if (value.contains("line-through")) {
                    return marks.with(Mark.STRIKE);
                }
                if (!value.contains("none")) {
                    lost.add(name + ": " + word(value));
                }
                return marks;
            }
            case "vertical-align" -> {
                return switch (value) {
                    case "super" -> marks.with(Mark.SUP);
                    case "sub" -> marks.with(Mark.SUB);
                    default -> marks;
                };
            }
            default -> {
                lost.add(word(name));
                return marks;
            }
        }
    }

    private static boolean isBold(String value) {
        return value.startsWith("bold") || value.length() == 3 && value.compareTo("600") >= 0 && value.endsWith("00");
    }

    private static String word(String value) {
        String word = value.replaceAll("[^a-z0-9 -]", "");
        return word.length() > 40 ? word.substring(0, 40) : word;
    }
}
