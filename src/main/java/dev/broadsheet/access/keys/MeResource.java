package dev.broadsheet.access.keys;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.access.Key;
import dev.broadsheet.access.RequiresKey;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.access.rules.RuleTerms;
import dev.broadsheet.access.rules.RulesView;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/me}: the caller's own key, the quickest way to test one. */
@Path("/api/me")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class MeResource {

    private final CurrentCaller caller;
    private final RuleTerms terms;

    @Inject
    MeResource(CurrentCaller caller, RuleTerms terms) {
        this.caller = caller;
        this.terms = terms;
    }

    /** The key of a request as the API returns it. */
    @Schema(name = "Key", description = "The key of the request: what it may do.")
    record MeView(
            UUID id,
            String name,
            @Schema(examples = "editor") String role,

            @Schema(
                    description =
                            "Of the role, without what is taken away from the key or from the keys it was made with.")
            Set<Permission> permissions,

            @Schema(description = "Its own, those of its role, and those of the keys it was made with: each must hold.")
            List<RulesView> rules,

            Set<Flag> flags,

            @Schema(
                    description = "The IP addresses and CIDR ranges that the key may be used from. Empty: all.",
                    examples = "[\"203.0.113.0/24\"]")
            List<String> ips,

            @Schema(description = "Requests a minute; null: the rate of the server's settings.") @Nullable
            Integer rate,

            @Nullable Instant expiresAt) {}

    @GET
    @APIResponse(responseCode = "200", ref = "Key")
    @Operation(summary = "Get the key of the request", description = "Its role, permissions, rules, flags and limits.")
    @SecurityRequirement(name = "key")
    public MeView me() {
        Key key = caller.require();
        Map<UUID, String> slugs = key.rules().isEmpty() ? Map.of() : terms.slugs(RulesView.terms(key.rules()));
        return new MeView(
                key.id(),
                key.name(),
                key.role(),
                key.permissions(),
                key.rules().stream().map(rules -> RulesView.of(rules, slugs)).toList(),
                key.flags(),
                key.ips(),
                key.rate(),
                key.expiresAt());
    }
}
