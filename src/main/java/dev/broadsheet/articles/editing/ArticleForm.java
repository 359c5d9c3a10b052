package dev.broadsheet.articles.editing;

import dev.broadsheet.articles.input.ArticleUpload;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.WarningCode;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.editing.MediaUploads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The article of a request, and the files that came with it. Close it in any case.
 *
 * @param files none if the request was no form
 * @param faults of fields of the form
 */
record ArticleForm(ArticleUpload article, List<SentFile> files, List<Fault> faults, MediaUploads uploads)
        implements AutoCloseable {

    /** The files that can be stored. */
    List<MediaFiles.Upload> accepted() {
        return files.stream().map(SentFile::upload).filter(Objects::nonNull).toList();
    }

    boolean isFaulty() {
        return !faults.isEmpty() || files.stream().anyMatch(file -> file.refusal() != null);
    }

    /**
     * Writes the rows of the files, and the article with references to them. Runs in the transaction of the write, and
     * may be repeated.
     *
     * @param work writes the article
     * @throws Problem with all faults, of the article and of the files
     */
    ArticleResult write(Function<ArticleUpload, ArticleResult> work) {
        if (files.isEmpty() && faults.isEmpty()) {
            return work.apply(article);
        }
        List<Warning> warnings = new ArrayList<>();
        FileReferences references = new FileReferences(files, writeFiles(warnings));
        ArticleResult written = null;
        List<Fault> ofArticle = new ArrayList<>();
        try {
            written = work.apply(references.resolve(article));
        } catch (ValidationProblem invalid) {
            if (!isFaulty() && references.faults().isEmpty()) {
                throw invalid;
            }
            ofArticle.addAll(invalid.faults());
        }
        references.faults().stream().map(article.context()::withFileNames).forEach(ofArticle::add);
        if (written == null || isFaulty() || !ofArticle.isEmpty()) {
            throw refusal(ofArticle);
        }
        references
                .unused()
                .forEach(file -> warnings.add(Warning.at(
                        file.pointer(),
                        WarningCode.UNUSED_FILE.code(),
                        "The article doesn't refer to “" + file.part() + "”. It is in the media library.")));
        return written.withWarnings(warnings);
    }

    /** In the order of their hashes, so that two forms with the same files don't wait for each other. */
    private Map<SentFile, MediaUploads.Stored> writeFiles(List<Warning> warnings) {
        record Accepted(SentFile file, MediaFiles.Upload upload) {}
        Map<SentFile, MediaUploads.Stored> stored = new HashMap<>();
        files.stream()
                .flatMap(file -> file.upload() == null ? Stream.of() : Stream.of(new Accepted(file, file.upload())))
                .sorted(Comparator.comparing(
                        accepted -> accepted.upload().file().hash()))
                .forEach(accepted -> {
                    SentFile file = accepted.file();
                    MediaUploads.Stored medium = uploads.write(accepted.upload(), file.metadata());
                    stored.put(file, medium);
                    medium.warnings()
                            .forEach(warning -> warnings.add(
                                    Warning.at(file.pointer(warning.pointer()), warning.code(), warning.detail())));
                });
        return stored;
    }

    /** If the only faults are files refused for the same reason, the problem has that reason's status. */
    private Problem refusal(List<Fault> ofArticle) {
        List<Problem> refusals =
                files.stream().map(SentFile::refusal).filter(Objects::nonNull).toList();
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(ofArticle);
        boolean onlyFiles = all.isEmpty();
        files.stream()
                .filter(file -> file.refusal() != null)
                .map(SentFile::fault)
                .forEach(all::add);
        ProblemCode code = common(refusals);
        if (!onlyFiles || code == null) {
            return new ValidationProblem(all);
        }
        String detail = refusals.size() == 1 ? refusals.get(0).detail() : all.size() + " files, listed in errors.";
        Problem problem = new Problem(code, detail, all);
        if (refusals.size() == 1) {
            refusals.get(0).members().forEach(problem::with);
        }
        return problem;
    }

    private static @Nullable ProblemCode common(List<Problem> refusals) {
        List<ProblemCode> codes =
                refusals.stream().map(Problem::code).distinct().toList();
        return codes.size() == 1 ? codes.get(0) : null;
    }

    @Override
    public void close() {
        accepted().forEach(MediaFiles.Upload::close);
    }
}
