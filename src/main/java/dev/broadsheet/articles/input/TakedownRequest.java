package dev.broadsheet.articles.input;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.json.PatchValue;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The reason and the successor of a takedown, as sent. Absent members keep the stored value, empty ones clear it.
 *
 * @param successor any name of an article, or an absolute URL
 * @param inUrl whether the values came as query parameters; faults then name the parameters
 * @param faults the faults found while reading query parameters
 */
public record TakedownRequest(
        PatchValue<String> reason, PatchValue<String> successor, boolean inUrl, List<Fault> faults) {

    static final List<String> MEMBERS = List.of("reason", "successor");

    public static final TakedownRequest NONE =
            new TakedownRequest(PatchValue.absent(), PatchValue.absent(), false, List.of());

    public static TakedownRequest read(JsonFields fields) {
        return new TakedownRequest(
                new PatchValue<>(fields.has("reason"), fields.text("reason", 500)),
                new PatchValue<>(fields.has("successor"), fields.text("successor", 2000)),
                false,
                List.of());
    }

    /**
     * @throws Problem if there is any fault: a parameter problem for query parameters, otherwise a validation problem
     */
    public void throwIfAny(List<Fault> found) {
        if (inUrl) {
            ParameterProblem.throwIfAny(asParameters(found));
        } else if (!found.isEmpty()) {
            throw new ValidationProblem(found);
        }
    }

    /** Converts pointers into a body to names of query parameters. */
    private static List<Fault> asParameters(List<Fault> faults) {
        return faults.stream()
                .map(fault -> {
                    String name = Objects.requireNonNull(fault.pointer()).substring(1);
                    return Fault.in(name, fault.code(), fault.detail());
                })
                .toList();
    }

    /** The query parameters. */
    public static class Parameters {

        @RestQuery
        @Parameter(
                description =
                        "Why it is taken down; shown to readers with the 410. At most 500 characters. Empty clears it.",
                example = "Withdrawn by the author")
        @Nullable
        String reason;

        @RestQuery
        @Parameter(
                description =
                        "What replaces it: any name of another article, or an absolute URL. Shown to readers while it is live. Empty clears it.",
                example = "https://example.org/correction")
        @Nullable
        String successor;

        /**
         * The source of the parameters, because Quarkus turns an empty parameter into null, but empty clears the value.
         */
        @Context
        @Nullable
        UriInfo uri;

        public TakedownRequest read() {
            List<Fault> faults = new ArrayList<>();
            ObjectNode sent = JsonNodeFactory.instance.objectNode();
            query().forEach((name, values) -> {
                if (MEMBERS.contains(name)) {
                    sent.put(name, values.get(0));
                }
            });
            TakedownRequest request = TakedownRequest.read(new JsonFields(sent, "", faults));
            return new TakedownRequest(request.reason(), request.successor(), true, faults);
        }

        public boolean isPresent() {
            return query().keySet().stream().anyMatch(MEMBERS::contains);
        }

        private MultivaluedMap<String, String> query() {
            return Objects.requireNonNull(uri).getQueryParameters();
        }
    }
}
