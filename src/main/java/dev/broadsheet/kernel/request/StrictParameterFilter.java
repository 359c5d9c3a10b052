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
 * Refuses parameters that an endpoint does not know, has sent twice or can't read: all of them in one 400. Runs before
 * the framework converts them, which would stop at the first and call it 404.
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

    /** No text in the database can hold it, so nothing goes by a name that has it. */
    private static void refuseNul(MultivaluedMap<String, String> parameters, List<Fault> faults) {
        parameters.forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                faults.add(Fault.in(name.replace("\0", ""), "bad-character", "Must not contain the character U+0000."));
            }
        });
    }

    /** @param read where the empty says nothing; a write may clear something with it */
    private static void query(
            EndpointSignature signature, MultivaluedMap<String, String> query, boolean read, List<Fault> faults) {
        for (Map.Entry<String, List<String>> sent : query.entrySet()) {
            String name = sent.getKey();
            EndpointSignature.ParameterSpec taken = signature.query().get(name);
            if (taken == null && !signature.acceptsUndeclared(name)) {
                faults.add(unknown(name, signature));
            } else if (read && sent.getValue().contains("")) {
                // A slip of the hand: it had better not mean the same as leaving it out.
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
