package dev.broadsheet.articles.schedule;

import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.kernel.request.UrlDate;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/schedule}: scheduled publications and expiries, publications that failed, and ends of licences. */
@Path("/api/schedule")
@RequiresPermission(Permission.ARTICLES_READ)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
class ScheduleResource {

    private final ScheduleQueries scheduleQueries;
    private final DateParser dates;
    private final PageLinks links;

    ScheduleResource(ScheduleQueries scheduleQueries, DateParser dates, PageLinks links) {
        this.scheduleQueries = scheduleQueries;
        this.dates = dates;
        this.links = links;
    }

    @GET
    @SecurityRequirement(name = "key")
    @Operation(
            summary = "List scheduled changes",
            description =
                    "Scheduled publications and expiries, and ends of the licences of pictures in live or scheduled articles, by time. Failed publications come first, with the reason; they are retried every minute. Needs a key.")
    @APIResponse(responseCode = "200", description = "A page.")
    public RestResponse<Page<ScheduleEntry>> getSchedule(
            @RestQuery
                    @Parameter(
                            description = "Due at or after; a date means its start in the site's time zone.",
                            example = "2027-01-31")
                    @Nullable
                    String from,
            @RestQuery @Parameter(description = "Due before.", example = "2027-02-07T18:00:00Z") @Nullable String to,
            @RestQuery
                    @Parameter(description = "publish, expire or license-end. Default: all.", example = "publish")
                    @Nullable
                    String action,
            @BeanParam PageRequest.Parameters page) {
        List<Fault> faults = new ArrayList<>();
        ScheduleQueries.Range range =
                new ScheduleQueries.Range(date("from", from, faults), date("to", to, faults), action(action, faults));
        PageRequest request = page.read(faults);
        ParameterProblem.throwIfAny(faults);
        RestResponse<Page<ScheduleEntry>> response = links.toResponse(scheduleQueries.page(range, request));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    private @Nullable Instant date(String name, @Nullable String text, List<Fault> faults) {
        Instant date = text == null ? null : dates.parse(UrlDate.withPlus(text)).orElse(null);
        if (text != null && date == null) {
            faults.add(
                    Fault.in(name, "invalid-date", name + " takes a date such as 2027-01-31T18:00:00Z or 2027-01-31."));
        }
        return date;
    }

    private static ScheduleEntry.@Nullable Action action(@Nullable String text, List<Fault> faults) {
        ScheduleEntry.Action action =
                text == null ? null : ScheduleEntry.Action.of(text).orElse(null);
        if (text != null && action == null) {
            faults.add(Fault.in("action", "invalid-value", "action takes publish, expire and license-end."));
        }
        return action;
    }
}
