package dev.broadsheet.media.editing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The metadata of an upload in the query. */
public class UploadParameters {

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
    @Parameter(description = "When the picture was taken.", example = "2026-01-31T12:00:00+01:00")
    @Nullable
    String takenAt;

    @RestQuery
    @Parameter(
            description = "The point that crops keep: x,y from 0 to 1, from the top left corner.",
            example = "0.5,0.3")
    @Nullable
    String focus;

    @RestQuery
    @Parameter(
            description = "Crops by ratio (16x9 4x3 1x1), as JSON.",
            example = "{\"16x9\": {\"x\": 0, \"y\": 0.1, \"width\": 1, \"height\": 0.75}}")
    @Nullable
    String crops;

    /** The values that are present, by member. */
    Map<String, String> values() {
        Map<String, @Nullable String> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("alt", alt);
        all.put("caption", caption);
        all.put("credit", credit);
        all.put("copyright", copyright);
        all.put("licenseUrl", licenseUrl);
        all.put("licenseEndsAt", licenseEndsAt);
        all.put("source", source);
        all.put("takenAt", takenAt);
        all.put("focus", focus);
        all.put("crops", crops);
        Map<String, String> present = new LinkedHashMap<>();
        all.forEach((member, value) -> {
            if (value != null) {
                present.put(member, value);
            }
        });
        return present;
    }
}
