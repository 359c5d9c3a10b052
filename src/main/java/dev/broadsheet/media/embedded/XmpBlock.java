package dev.broadsheet.media.embedded;

import static java.util.Map.entry;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XMP (ISO 16684-1) as a stream, so that depth costs nothing, without DTD and entities. It is UTF-8 in all files
 * of today. Adobe's xmpcore, which
 * comes with metadata-extractor, is not used: it recurses over the tree, and keeps every namespace of every file for as
 * long as the process lives.
 */
final class XmpBlock {

    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final QName ROOT = new QName(RDF, "RDF");
    private static final QName DESCRIPTION = new QName(RDF, "Description");
    private static final QName ITEM = new QName(RDF, "li");

    private static final String DC = "http://purl.org/dc/elements/1.1/";
    private static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";

    private static final Map<QName, Property> PROPERTIES = Map.ofEntries(
            entry(
                    new QName("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "AltTextAccessibility"),
                    Property.ALTERNATIVE_TEXT),
            entry(new QName(DC, "description"), Property.DESCRIPTION),
            entry(new QName(DC, "creator"), Property.CREATOR),
            entry(new QName(DC, "rights"), Property.RIGHTS),
            entry(new QName(PHOTOSHOP, "Credit"), Property.CREDIT),
            entry(new QName(PHOTOSHOP, "DateCreated"), Property.DATE_CREATED),
            entry(new QName("http://ns.adobe.com/exif/1.0/", "DateTimeOriginal"), Property.DATE_TIME_ORIGINAL));

    private enum Property {
        ALTERNATIVE_TEXT,
        DESCRIPTION,
        CREATOR,
        RIGHTS,
        CREDIT,
        DATE_CREATED,
        DATE_TIME_ORIGINAL
    }

    /** @param language of a language alternative; empty if there is none */
    private record Item(String language, String text) {}

    private final XMLStreamReader xml;
    private final Map<Property, List<Item>> found = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** The depth of rdf:RDF. Its children are the descriptions; properties of things inside of them don't count. */
    private int rootDepth = Integer.MAX_VALUE - 2;

    /** The property whose content is read. */
    private @Nullable Property property;

    private String language = "";

    private XmpBlock(XMLStreamReader xml) {
        this.xml = xml;
    }

    static EmbeddedFields read(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(EmbeddedText.decode(document)));
        try {
            return new XmpBlock(xml).read();
        } finally {
            xml.close();
        }
    }

    private EmbeddedFields read() throws XMLStreamException {
        boolean ended = false;
        while (!ended && xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> ended = end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (property != null) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.DTD -> throw new XMLStreamException("XMP has no document type.");
                default -> {}
            }
        }
        return fields();
    }

    private void start() {
        depth++;
        QName name = xml.getName();
        if (rootDepth > depth && name.equals(ROOT)) {
            rootDepth = depth;
        } else if (depth == rootDepth + 1 && name.equals(DESCRIPTION)) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                add(PROPERTIES.get(xml.getAttributeName(i)), "", xml.getAttributeValue(i));
            }
        } else if (depth == rootDepth + 2) {
            property = PROPERTIES.get(name);
            text.setLength(0);
        } else if (property != null && name.equals(ITEM)) {
            language = Objects.requireNonNullElse(
                    xml.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang"), "");
            text.setLength(0);
        }
    }

    /** @return whether the metadata end here; padding may follow */
    private boolean end() {
        if (property != null && xml.getName().equals(ITEM)) {
            add(property, language, text.toString());
            text.setLength(0);
        } else if (depth == rootDepth + 2) {
            if (property != null && !found.containsKey(property)) {
                add(property, "", text.toString());
            }
            property = null;
        }
        depth--;
        return depth < rootDepth && rootDepth < Integer.MAX_VALUE - 2;
    }

    private void add(@Nullable Property property, String language, String text) {
        String clean = EmbeddedText.clean(text);
        if (property != null && clean != null) {
            found.computeIfAbsent(property, first -> new ArrayList<>()).add(new Item(language, clean));
        }
    }

    private EmbeddedFields fields() {
        return new EmbeddedFields(
                text(Property.ALTERNATIVE_TEXT),
                EmbeddedText.caption(text(Property.DESCRIPTION)),
                text(Property.CREDIT),
                EmbeddedText.clean(items(Property.CREATOR).map(Item::text).collect(joining(", "))),
                text(Property.RIGHTS),
                Stream.of(text(Property.DATE_CREATED), text(Property.DATE_TIME_ORIGINAL))
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The default of a language alternative, else the first item. */
    private @Nullable String text(Property wanted) {
        return items(wanted)
                .filter(item -> item.language.equals("x-default"))
                .findFirst()
                .or(() -> items(wanted).findFirst())
                .map(Item::text)
                .filter(not(String::isEmpty))
                .orElse(null);
    }

    private Stream<Item> items(Property wanted) {
        return found.getOrDefault(wanted, List.of()).stream();
    }
}
