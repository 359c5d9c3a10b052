package dev.broadsheet.body.html;

import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The URL of an image element. It comes from {@code src}, from {@code srcset} (of the element or of the {@code source}
 * elements beside it), from the attributes of lazy-loading scripts, or from the copy in a following {@code noscript}
 * element.
 *
 * @param url checked and normalised; null if the element has no allowed image URL
 * @param attribute the attribute that holds the URL
 * @param placeholder the value of {@code src} if another URL replaces it; otherwise null
 */
record ImageSource(
        @Nullable String url, String attribute, @Nullable String placeholder) {

    /** Attributes that hold the real URL while {@code src} holds a placeholder. */
    private static final List<String> LAZY_ATTRIBUTES = List.of(
            "data-src",
            "data-lazy-src",
            "data-original",
            "data-lazy",
            "data-lazyload",
            "data-actualsrc",
            "data-hi-res-src",
            "data-img-src",
            "data-image",
            "data-echo",
            "data-url");

    private static final List<String> LAZY_SRCSET_ATTRIBUTES =
            List.of("data-srcset", "data-lazy-srcset", "data-original-set");

    static boolean isPicture(Element element) {
        return switch (element.normalName()) {
            case "img", "amp-img", "amp-anim" -> true;
            default -> false;
        };
    }

    static ImageSource of(Element image) {
        String src = image.attr("src").strip();
        for (String name : LAZY_ATTRIBUTES) {
            String value = image.attr(name);
            boolean address = value.indexOf('/') >= 0 || value.indexOf('.') >= 0;
            if (address && UrlSanitizer.resource(value) != null) {
                return replacingSrc(src, UrlSanitizer.resource(value), name);
            }
        }
        for (String name : LAZY_SRCSET_ATTRIBUTES) {
            String best = largestCandidate(image.attr(name));
            if (best != null) {
                return replacingSrc(src, best, name);
            }
        }
        Element copy = followingNoscript(image);
        if (copy != null) {
            ImageSource inside = of(copy);
            if (inside.url != null) {
                return replacingSrc(src, inside.url, "noscript");
            }
        }
        String url = UrlSanitizer.resource(src);
        if (url != null) {
            return new ImageSource(url, "src", null);
        }
        String best = largestCandidate(image.attr("srcset"));
        Element parent = image.parent();
        if (best == null && parent != null && parent.normalName().equals("picture")) {
            best = fromSourceElements(parent);
        }
        return best == null ? new ImageSource(null, "src", null) : replacingSrc(src, best, "srcset");
    }

    private static ImageSource replacingSrc(String src, @Nullable String url, String attribute) {
        boolean replaced = !src.isEmpty()
                && !src.equals(url)
                && !String.valueOf(UrlSanitizer.resource(src)).equals(url);
        return new ImageSource(url, attribute, replaced ? src : null);
    }

    private static @Nullable String fromSourceElements(Element picture) {
        for (Element child = picture.firstElementChild(); child != null; child = child.nextElementSibling()) {
            if (child.normalName().equals("source")) {
                String best =
                        largestCandidate(child.hasAttr("srcset") ? child.attr("srcset") : child.attr("data-srcset"));
                if (best != null) {
                    return best;
                }
            }
        }
        return null;
    }

    /**
     * Returns the image of the {@code noscript} element that directly follows an image, or an element in which the
     * image comes last, up to two levels above the image.
     */
    private static @Nullable Element followingNoscript(Element image) {
        Element at = image;
        for (int level = 0; level < 3 && at != null; level++) {
            Element next = at.nextElementSibling();
            if (next != null) {
                return next.normalName().equals("noscript") ? onlyImage(next) : null;
            }
            at = at.parent();
            if (at != null && at.normalName().equals("noscript")) {
                return null;
            }
        }
        return null;
    }

    /** Returns the image of a {@code noscript} element that contains nothing else; otherwise null. */
    static @Nullable Element onlyImage(Element noscript) {
        List<Element> images = noscript.select("img, amp-img, amp-anim");
        boolean alone = images.size() == 1 && PlainText.of(noscript).isBlank() && !isPixel(images.get(0));
        return alone ? images.get(0) : null;
    }

    /** Whether an element contains an image outside of {@code noscript}. */
    static boolean isIn(Element element) {
        return element.select("img, amp-img, amp-anim").stream().anyMatch(image -> image.closest("noscript") == null);
    }

    /** Whether an image is a tracking pixel: at most one pixel wide and high. */
    static boolean isPixel(Element image) {
        String width = image.attr("width").strip();
        String height = image.attr("height").strip();
        return (width.equals("0") || width.equals("1")) && (height.equals("0") || height.equals("1"));
    }

    /** Returns the allowed URL with the largest descriptor of a {@code srcset} (WHATWG HTML 4.8.4.2.1), or null. */
    private static @Nullable String largestCandidate(String srcset) {
        String best = null;
        double most = -1;
        int i = 0;
        while (i < srcset.length()) {
            while (i < srcset.length() && (Character.isWhitespace(srcset.charAt(i)) || srcset.charAt(i) == ',')) {
                i++;
            }
            int from = i;
            while (i < srcset.length() && !Character.isWhitespace(srcset.charAt(i))) {
                i++;
            }
            int to = i;
            while (to > from && srcset.charAt(to - 1) == ',') {
                to--;
            }
            int descriptor = i;
            if (to == i) {
                int comma = srcset.indexOf(',', i);
                i = comma < 0 ? srcset.length() : comma;
            }
            double size =
                    to == descriptor ? size(srcset.substring(descriptor, i).strip()) : 1;
            String url = from < to ? UrlSanitizer.resource(srcset.substring(from, to)) : null;
            if (url != null && !url.isEmpty() && size > most) {
                best = url;
                most = size;
            }
        }
        return best;
    }

    private static double size(String descriptor) {
        try {
            return descriptor.isEmpty() ? 1 : Double.parseDouble(descriptor.substring(0, descriptor.length() - 1));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
