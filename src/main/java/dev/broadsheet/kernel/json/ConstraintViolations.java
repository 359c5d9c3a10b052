package dev.broadsheet.kernel.json;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.InternalProblem;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.request.EndpointSignature;
import dev.broadsheet.kernel.request.ValueType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Maps Bean Validation violations to faults: clients know parameters and members, not Java methods and arguments. A
 * violation's path begins with method and argument if an endpoint's signature was validated, with a member if a value
 * was.
 */
public final class ConstraintViolations {

    private ConstraintViolations() {}

    /** 400 if a parameter is at fault, 422 if only the body is, 500 if the endpoint's return value is. */
    public static Problem of(ConstraintViolationException failure) {
        boolean ours = failure.getConstraintViolations().stream()
                .flatMap(violation -> nodes(violation).stream())
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
        if (ours) {
            return new InternalProblem(failure);
        }
        List<Fault> faults = faults(failure.getConstraintViolations());
        return faults.stream().anyMatch(fault -> fault.parameter() != null)
                ? new ParameterProblem(faults)
                : new ValidationProblem(faults);
    }

    static List<Fault> faults(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(ConstraintViolations::fault)
                .sorted(java.util.Comparator.comparing(fault -> String.valueOf(fault.parameter()) + fault.pointer()))
                .toList();
    }

    private static Fault fault(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = nodes(violation);
        String code = ValueType.name(kebab(violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName()));
        String rule = violation.getMessage();
        if (nodes.size() > 1 && nodes.get(0).getKind() == ElementKind.METHOD) {
            Optional<String> parameter = parameter(violation.getRootBeanClass(), nodes);
            if (parameter.isPresent()) {
                return Fault.in(parameter.get(), code, parameter.get() + " " + rule + ".");
            }
            nodes = nodes.subList(2, nodes.size());
        }
        return Fault.at(pointer(nodes), code, sentence(rule));
    }

    private static Optional<String> parameter(Class<?> resource, List<Path.Node> nodes) {
        Parameter argument = method(resource, nodes.get(0).as(Path.MethodNode.class))
                .getParameters()[nodes.get(1).as(Path.ParameterNode.class).getParameterIndex()];
        Optional<String> own = EndpointSignature.clientName(argument, argument.getName());
        if (own.isPresent() || nodes.size() < 3 || nodes.get(2).getName() == null) {
            return own;
        }
        try {
            String field = nodes.get(2).getName();
            return EndpointSignature.clientName(argument.getType().getDeclaredField(field), field);
        } catch (NoSuchFieldException notAField) {
            return Optional.empty();
        }
    }

    /** The declared method of the resource, because the CDI subclass overrides it without its annotations. */
    private static Method method(Class<?> resource, Path.MethodNode node) {
        Class<?> written =
                resource.isSynthetic() || resource.getName().contains("_") ? resource.getSuperclass() : resource;
        try {
            return written.getDeclaredMethod(
                    node.getName(), node.getParameterTypes().toArray(Class<?>[]::new));
        } catch (NoSuchMethodException inherited) {
            throw new IllegalStateException(inherited);
        }
    }

    private static String pointer(List<Path.Node> nodes) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : nodes) {
            if (node.isInIterable() && node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.isInIterable() && node.getKey() != null) {
                pointer.append('/').append(JsonFaults.escape(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                pointer.append('/').append(JsonFaults.escape(node.getName()));
            }
        }
        return pointer.toString();
    }

    private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = new ArrayList<>();
        violation.getPropertyPath().forEach(nodes::add);
        return nodes;
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
    }

    private static String sentence(String rule) {
        return rule.isEmpty() ? rule : Character.toUpperCase(rule.charAt(0)) + rule.substring(1) + ".";
    }
}
