package dev.broadsheet.kernel.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds a JSON body and reports all of its faults. Jackson stops at the first fault, and has hooks for some kinds only.
 * So the faulty member is removed and the rest is bound again until binding succeeds. Valid bodies are bound only once.
 */
@ApplicationScoped
class JsonBinding {

    /** Maximum number of faults that binding collects, because each costs another binding. */
    private static final int MAX_FAULTS = 20;

    /** Binds the JSON; may be called several times. */
    interface Attempt {
        @Nullable
        Object bind(byte[] json) throws IOException;
    }

    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    JsonBinding(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    @Nullable
    Object bind(byte[] json, Attempt attempt) throws IOException {
        Map<String, Fault> faults = new LinkedHashMap<>();
        byte[] rest = json;
        while (true) {
            try {
                Object bound = attempt.bind(rest);
                if (faults.isEmpty()) {
                    return bound;
                }
                addBrokenRules(bound, faults);
            } catch (JsonProcessingException | WebApplicationException failure) {
                Fault fault = JsonFaults.one(failure);
                String pointer = String.valueOf(fault.pointer());
                boolean isNew = faults.putIfAbsent(pointer, fault) == null;
                if (isNew && !pointer.isEmpty() && faults.size() < MAX_FAULTS) {
                    rest = without(JsonPointer.compile(pointer), rest);
                    continue;
                }
            }
            throw new ValidationProblem(List.copyOf(faults.values()));
        }
    }

    private void addBrokenRules(@Nullable Object bound, Map<String, Fault> faults) {
        if (bound != null) {
            ConstraintViolations.faults(validator.validate(bound))
                    .forEach(fault -> faults.putIfAbsent(String.valueOf(fault.pointer()), fault));
        }
    }

    /**
     * Removes the value at the pointer. An array entry becomes null instead, so that the other entries keep their
     * index.
     */
    private byte[] without(JsonPointer pointer, byte[] json) throws IOException {
        try {
            JsonNode root = mapper.readTree(json);
            JsonNode parent = root.at(pointer.head());
            if (parent instanceof ObjectNode object) {
                object.remove(pointer.last().getMatchingProperty());
            } else if (parent instanceof ArrayNode list) {
                list.setNull(pointer.last().getMatchingIndex());
            }
            return mapper.writeValueAsBytes(root);
        } catch (JsonProcessingException malformed) {
            throw JsonFaults.of(malformed);
        }
    }
}
