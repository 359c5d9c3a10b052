package dev.broadsheet.media;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The metadata of an upload in the query. */
public class UploadParameters {

    private static final Pattern FOCUS = Pattern.compile("([0-9.]+),([0-9.]+)");

    @RestQuery
    @Parameter(description = "File name. Default: from the URL or Content-Disposition.", example = "summit.jpg")
    @Nullable
    String name;

    @RestQuery
    @Parameter(description = "Alternative text.", example = "Delegates leave the hall")
    @Nullable
    String alt;

    @RestQuery
    @Parameter(description = "Caption.")
    @Nullable
    String caption;

    @RestQuery
    @Parameter(description = "Whom to name with the picture.", example = "Ada Moreno")
    @Nullable
    String credit;

    @RestQuery
    @Parameter(description = "Copyright notice.")
    @Nullable
    String copyright;

    @RestQuery
    @Parameter(description = "URL of the licence.")
    @Nullable
    String licenseUrl;

    @RestQuery
    @Parameter(description = "From this date on, the file isn't shown to readers.", example = "2030-01-31")
    @Nullable
    String licenseEndsAt;

    @RestQuery
    @Parameter(description = "Where the file is from.", example = "Reuters")
    @Nullable
    String source;

    @RestQuery
    @Parameter(
            description = "The point that crops keep: x,y from 0 to 1, from the top left corner.",
            example = "0.5,0.3")
    @Nullable
    String focus;

    /**
     * @param fallbackName used if the query has no name
     * @throws ParameterProblem with all faults
     */
    MediaMetadata read(String fallbackName, DateParser dates) {
        List<Fault> faults = new ArrayList<>();
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        Map<String, @Nullable String> texts = new java.util.LinkedHashMap<>();
        texts.put("name", name == null ? fallbackName : name);
        texts.put("alt", alt);
        texts.put("caption", caption);
        texts.put("credit", credit);
        texts.put("copyright", copyright);
        texts.put("licenseUrl", licenseUrl);
        texts.put("licenseEndsAt", licenseEndsAt);
        texts.put("source", source);
        texts.forEach((member, text) -> {
            if (text != null) {
                members.put(member, text);
            }
        });
        if (focus != null) {
            Matcher point = FOCUS.matcher(focus);
            if (point.matches() && number(point.group(1)) != null && number(point.group(2)) != null) {
                members.putObject("focus").put("x", number(point.group(1))).put("y", number(point.group(2)));
            } else {
                faults.add(Fault.in("focus", "invalid-value", "focus takes x,y, each from 0 to 1, such as 0.5,0.3."));
            }
        }
        List<Fault> memberFaults = new ArrayList<>();
        MediaMetadata metadata = MediaEdit.read(members, dates, memberFaults).values();
        memberFaults.forEach(fault -> faults.add(Fault.in(
                String.valueOf(fault.pointer()).replaceFirst("^/", "").replaceFirst("/.*", ""),
                fault.code(),
                fault.detail())));
        ParameterProblem.throwIfAny(faults);
        return metadata;
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException invalid) {
            return null;
        }
    }
}
