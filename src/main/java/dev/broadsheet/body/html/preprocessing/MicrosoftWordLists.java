package dev.broadsheet.body.html.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Rewrites the list paragraphs of Microsoft Word as lists. Word writes the level into the style of each paragraph
 * ({@code mso-list:l0 level2 lfo1}) and the bullet into its text; the bullet is removed.
 */
public final class MicrosoftWordLists {

    private static final Pattern LEVEL = Pattern.compile("mso-list:[^;]*level([1-9])");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\(?[0-9a-zA-Z]{1,4}[.)].*", Pattern.DOTALL);

    private final List<Element> open = new ArrayList<>();

    private MicrosoftWordLists() {}

    public static void convert(Document page) {
        for (Element filler : page.select("o|p")) {
            if (filler.wholeText().replace('\u00a0', ' ').isBlank()) {
                filler.remove();
            }
        }
        MicrosoftWordLists lists = new MicrosoftWordLists();
        for (Element paragraph : page.select("p[style*=mso-list]")) {
            Matcher level = LEVEL.matcher(paragraph.attr("style"));
            if (level.find()) {
                lists.take(paragraph, Integer.parseInt(level.group(1)));
            }
        }
    }

    private void take(Element paragraph, int level) {
        Element bullet = paragraph.selectFirst("span[style*=mso-list:Ignore]");
        boolean ordered = bullet != null && NUMBER.matcher(bullet.wholeText()).matches();
        if (bullet != null) {
            bullet.remove();
        }
        if (open.isEmpty() || paragraph.previousElementSibling() != open.get(0)) {
            open.clear();
            Element list = new Element(ordered ? "ol" : "ul");
            paragraph.before(list);
            open.add(list);
        }
        while (open.size() > level) {
            open.remove(open.size() - 1);
        }
        while (open.size() < level) {
            Element above = open.get(open.size() - 1);
            Element item = above.lastElementChild();
            Element list = new Element(ordered ? "ol" : "ul");
            (item == null ? above.appendElement("li") : item).appendChild(list);
            open.add(list);
        }
        Element item = open.get(open.size() - 1).appendElement("li");
        for (Node node : List.copyOf(paragraph.childNodes())) {
            item.appendChild(node);
        }
        paragraph.remove();
    }
}
