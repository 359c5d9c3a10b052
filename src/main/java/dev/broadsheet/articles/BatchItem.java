package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Dates;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Fields;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One item of a batch as it was sent.
 *
 * @param article the name of the article; empty to create one
 * @param data what the single write would have as its body
 * @param farewell why it is taken down, and what takes its place
 */
record BatchItem(
        Operation op,
        String article,
        @Nullable JsonNode data,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        List<Wanted> add,
        List<Wanted> remove,
        boolean permanent,
        Farewell farewell) {

    /** What an item asks for; each is one of the single writes. */
    enum Operation {
        CREATE,
        UPSERT,
        PATCH,
        DELETE,
        PUBLISH,
        UNPUBLISH,
        TAG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean takesData() {
            return this == CREATE || this == UPSERT || this == PATCH || this == PUBLISH;
        }

        boolean needsData() {
            return takesData() && this != PUBLISH;
        }

        static Optional<Operation> of(@Nullable String word) {
            return Arrays.stream(values()).filter(op -> op.word().equals(word)).findFirst();
        }
    }

    /** @throws Invalid with all that is wrong, by pointers into the item */
    static BatchItem read(ObjectNode sent) {
        List<Fault> faults = new ArrayList<>();
        Fields fields = new Fields(sent, "", faults);
        Operation op = Operation.of(fields.text("op", 20)).orElse(null);
        if (op == null) {
            fields.fault(
                    "op",
                    "invalid-value",
                    "op takes "
                            + Arrays.stream(Operation.values())
                                    .map(Operation::word)
                                    .collect(Collectors.joining(", "))
                            + ".");
            throw new Invalid(faults);
        }
        String article = op == Operation.CREATE ? "" : fields.text("article", 200);
        if (article == null) {
            fields.fault("article", "required", op.word() + " needs the name of an article.");
        }
        JsonNode data = op.takesData() ? fields.get("data") : null;
        if (data == null && op.needsData()) {
            fields.fault("data", "required", op.word() + " needs data: what the single write has as its body.");
        }
        Boolean permanent = op == Operation.DELETE ? fields.flag("permanent") : null;
        BatchItem item = new BatchItem(
                op,
                article == null ? "" : article,
                data,
                condition(fields, "ifMatch"),
                condition(fields, "ifNoneMatch"),
                op == Operation.TAG ? tags(fields, "add") : List.of(),
                op == Operation.TAG ? tags(fields, "remove") : List.of(),
                Boolean.TRUE.equals(permanent),
                op == Operation.UNPUBLISH || op == Operation.DELETE && !Boolean.TRUE.equals(permanent)
                        ? Farewell.read(fields)
                        : Farewell.NOTHING);
        fields.rejectUnknown();
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return item;
    }

    /** A text is a Markdown file with its front matter. */
    ArticleUpload upload() {
        return data != null && data.isTextual() ? Uploads.markdown(data.textValue()) : ArticleUpload.json(sentData());
    }

    Patch patch() {
        return data instanceof ArrayNode ? Patch.Operations.of(sentData()) : Patch.Merge.of(sentData());
    }

    PublicationOrder order(Dates dates) {
        return PublicationOrder.read(data, dates);
    }

    /** An empty one is a script whose variable is: taken for none, it would overwrite unseen. */
    private static @Nullable String condition(Fields fields, String member) {
        JsonNode sent = fields.get(member);
        if (sent != null && sent.isTextual() && sent.textValue().isBlank()) {
            fields.fault(member, "invalid-etag", "Is empty: leave it out, or send an ETag such as \"r7.3\".");
            return null;
        }
        return fields.text(member, 200);
    }

    private JsonNode sentData() {
        if (data == null) {
            throw new IllegalStateException(op + " was read without data");
        }
        return data;
    }

    private static List<Wanted> tags(Fields fields, String member) {
        List<Wanted> tags = new ArrayList<>();
        List<JsonNode> sent = fields.list(member, SubmissionReader.MAX_TAGS);
        for (int i = 0; i < sent.size(); i++) {
            Wanted tag = SubmissionReader.term(fields, sent.get(i), TermKind.TAG, member + "/" + i);
            if (tag != null) {
                tags.add(tag);
            }
        }
        return tags;
    }
}
