package dev.broadsheet.kernel.request;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses unknown, repeated and unreadable parameters, all of them in one 400. Runs before RESTEasy converts
 * parameters, which would stop at the first and answer 404.
 */
class StrictParameterFilter {

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 100)
    public void check(ContainerRequestContext request, ResourceInfo endpoint, UriInfo uri) {
        EndpointSignature signature = EndpointSignature.of(endpoint.getResourceMethod());
        List<Fault> faults = new ArrayList<>();
        uri.getPathParameters().forEach((name, values) -> {
            EndpointSignature.ParameterSpec taken = signature.path().get(name);
            if (taken != null) {
                values.forEach(value -> read(name, value, taken, faults));
            }
        });
        query(signature, uri.getQueryParameters(), READS.contains(request.getMethod()), faults);
        refuseNul(uri.getPathParameters(), faults);
        refuseNul(uri.getQueryParameters(), faults);
        ParameterProblem.throwIfAny(faults);
    }

    /** PostgreSQL's text can't store U+0000, so no stored name contains it. */
    private static void refuseNul(MultivaluedMap<String, String> parameters, List<Fault> faults) {
        parameters.forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                faults.add(Fault.in(name.replace("\0", ""), "bad-character", "Must not contain the character U+0000."));
            }
        });
    }

    /** @param read whether the request is a read; a write may clear a value with an empty parameter */
    private static void query(
            EndpointSignature signature, MultivaluedMap<String, String> query, boolean read, List<Fault> faults) {
        for (Map.Entry<String, List<String>> sent : query.entrySet()) {
            String name = sent.getKey();
            EndpointSignature.ParameterSpec taken = signature.query().get(name);
            if (taken == null && !signature.acceptsUndeclared(name)) {
                faults.add(unknown(name, signature));
            } else if (read && sent.getValue().contains("")) {
                // Probably a mistake: an empty filter must not mean the same as no filter.
                faults.add(Fault.in(name, "no-value", name + " has no value. Give it one, or leave it out."));
            } else if (taken == null) {
                continue;
            } else if (sent.getValue().size() > 1 && !taken.repeatable()) {
                faults.add(Fault.in(name, "repeated-parameter", name + " can be given once only."));
            } else {
                sent.getValue().forEach(value -> read(name, value, taken, faults));
            }
        }
    }

    private static void read(String name, String value, EndpointSignature.ParameterSpec taken, List<Fault> faults) {
        ValueType.of(taken.type())
                .filter(valueType -> !valueType.canParse(value))
                .ifPresent(valueType ->
                        faults.add(Fault.in(name, "invalid-value", name + " takes " + valueType.expected() + ".")));
    }

    private static Fault unknown(String name, EndpointSignature signature) {
        List<String> allowed = new ArrayList<>(signature.query().keySet());
        allowed.addAll(signature.undeclared());
        return Fault.in(
                name,
                "unknown-parameter",
                allowed.isEmpty()
                        ? "There is no parameter " + name + " here, nor any other."
                        : "There is no parameter " + name + " here. Allowed: " + String.join(", ", allowed) + ".");
    }
}
