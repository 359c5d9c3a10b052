package dev.broadsheet.kernel.http;

import dev.broadsheet.access.RequiresKey;
import dev.broadsheet.kernel.request.ExtraParameters;
import dev.broadsheet.kernel.request.PublicRead;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** An endpoint of every kind, to test error responses where they arise. */
@Path("/specimen")
@Produces(MediaType.APPLICATION_JSON)
class SpecimenResource {

    static final CompletableFuture<Map<String, Object>> LATE = new CompletableFuture<>();

    private final DSLContext sql;

    SpecimenResource(DSLContext sql) {
        this.sql = sql;
    }

    enum Shade {
        DARK_BLUE,
        RED
    }

    record Part(@NotBlank String name, @Nullable Integer size) {}

    record Thing(
            @NotBlank String title,
            @Max(10) int count,
            @Nullable Boolean on,
            @Nullable List<@Valid Part> parts) {}

    record Range(
            @RestQuery @Nullable Integer from,
            @RestQuery("range.to") @Max(9) @Nullable Integer to) {}

    @GET
    @PublicRead
    public Map<String, Object> read(
            @RestQuery @Max(100) @Nullable Integer limit,
            @RestQuery @Nullable Boolean on,
            @RestQuery @Nullable UUID id,
            @RestQuery @Nullable Instant at,
            @RestQuery @Nullable Shade shade,
            @RestQuery List<Integer> sizes) {
        return Map.of("limit", String.valueOf(limit), "shade", String.valueOf(shade), "sizes", sizes);
    }

    @GET
    @PublicRead
    @Path("/{id}")
    public Map<String, Object> one(@RestPath UUID id) {
        return Map.of("id", id);
    }

    @GET
    @PublicRead
    @Path("/range")
    public Range range(@BeanParam @Valid Range range) {
        return range;
    }

    @GET
    @PublicRead
    @Path("/free")
    @ExtraParameters({"q", "tag.*"})
    public Map<String, Object> free() {
        return Map.of("at", Instant.EPOCH, "number", new BigDecimal("1E+3"));
    }

    @POST
    @PublicRead
    @Consumes(MediaType.APPLICATION_JSON)
    public Thing make(@Valid Thing thing) {
        return thing;
    }

    @PATCH
    @RequiresKey
    @Consumes("application/merge-patch+json")
    public void patch(Thing thing) {}

    @PUT
    @Path("/maybe")
    @PublicRead
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> maybe(@Nullable Part part) {
        return Map.of("absent", part == null);
    }

    @POST
    @Path("/text")
    @PublicRead
    @Consumes("text/markdown")
    public Map<String, Object> text(String text) {
        return Map.of("length", text.length());
    }

    @POST
    @Path("/stream")
    @PublicRead
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Map<String, Object> stream(InputStream bytes) throws IOException {
        return Map.of("length", bytes.readAllBytes().length);
    }

    /** Receives its body at once and answers when {@link #LATE} is completed. */
    @POST
    @Path("/late")
    @PublicRead
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Blocking
    public CompletionStage<Map<String, Object>> late() {
        return LATE;
    }

    @DELETE
    @RequiresKey
    public void delete() {}

    @GET
    @PublicRead
    @Path("/half")
    public StreamingOutput half() {
        return out -> {
            out.write(new byte[200_000]);
            out.flush();
            throw new IllegalStateException("a secret of the implementation");
        };
    }

    @GET
    @PublicRead
    @Path("/broken")
    public String broken() {
        throw new IllegalStateException("a secret of the implementation");
    }

    @GET
    @PublicRead
    @Path("/outage")
    public void outage() throws SQLException {
        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/none").close();
    }

    /** Another connection terminates this transaction's backend just before the commit. */
    @GET
    @PublicRead
    @Path("/outage-in-commit")
    @Blocking
    public void outageInCommit() {
        QuarkusTransaction.requiringNew().run(() -> {
            int own = sql.resultQuery("select pg_backend_pid()").fetchSingle(0, Integer.class);
            QuarkusTransaction.suspendingExisting().run(() -> sql.fetch("select pg_terminate_backend(?, 5000)", own));
        });
    }
}
