package dev.broadsheet.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.kernel.Ear;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finishes the answers of {@link Live} endpoints: their bytes, their ETag, and what caches are told. Keeps them, where
 * their provenance is known.
 */
class Answering {

    /** Larger ones are rare, and would drive hundreds of others out. */
    private static final int MAX_SIZE = 4 * 1024 * 1024;

    private static final String NO_STORE = "no-store";
    private static final int UNAVAILABLE = 503;

    private final AnswerCache cache;
    private final Lifetimes lifetimes;
    private final Provenance provenance;
    private final Ear ear;
    private final Trust trust;
    private final ObjectMapper json;

    @Inject
    Answering(AnswerCache cache, Lifetimes lifetimes, Provenance provenance, Ear ear, Trust trust, ObjectMapper json) {
        this.cache = cache;
        this.lifetimes = lifetimes;
        this.provenance = provenance;
        this.ear = ear;
        this.trust = trust;
        this.json = json;
    }

    /** Nobody need wait for what won't be shared. */
    @ServerRequestFilter(priority = Priorities.USER)
    public void release(ResourceInfo endpoint, RoutingContext context) {
        if (!isLive(endpoint)) {
            land(context, null);
        }
    }

    @ServerResponseFilter(priority = Priorities.USER)
    public void finish(
            ContainerRequestContext asked,
            ContainerResponseContext answered,
            @Nullable ResourceInfo endpoint,
            RoutingContext context) {
        MultivaluedMap<String, Object> head = answered.getHeaders();
        if (answered.getStatus() == UNAVAILABLE && sendLast(context, answered)) {
            land(context, null);
            return;
        }
        if (!isLive(endpoint)
                || answered.getStatus() != 200
                || answered.getEntity() == null
                || NO_STORE.equals(head.getFirst(HttpHeaders.CACHE_CONTROL))) {
            land(context, null);
            return;
        }
        HttpServerRequest request = context.request();
        Wish wish = Wish.of(request);
        Origin origin = provenance.origin();
        byte[] bytes = bytes(answered.getEntity());
        Answer answer = new Answer(
                String.valueOf(wish == null ? request.uri() : wish.normal()),
                bytes,
                head(answered, context.response().headers(), origin),
                origin);
        if (wish != null) {
            cache.missed();
        }
        boolean kept = wish != null && keep(context, answer, bytes.length);
        put(answer, context, head);
        send(asked, answered, answer, request.headers().contains(HttpHeaders.AUTHORIZATION), kept);
    }

    /** Better than none: the database has gone away a moment ago, and the ear doesn't know yet, or is trying to reach it. */
    private boolean sendLast(RoutingContext context, ContainerResponseContext answered) {
        Wish wish = Wish.of(context.request());
        Answer last = wish == null ? null : cache.find(String.valueOf(wish.normal()));
        Duration lost = trust.lostFor();
        if (last == null || lost.compareTo(lifetimes.staleIfError()) > 0) {
            return false;
        }
        MultivaluedMap<String, Object> head = answered.getHeaders();
        head.clear();
        put(last, context, head);
        head.putSingle(HttpHeaders.ETAG, last.plain().etag().toString());
        head.putSingle(HttpHeaders.CACHE_CONTROL, lifetimes.stale().toString());
        head.putSingle(Delivery.CACHE_STATUS, Delivery.stale(lost.toSeconds()));
        answered.setStatus(200);
        answered.setEntity(last.plain().bytes().getBytes());
        return true;
    }

    private boolean keep(RoutingContext context, Answer answer, int size) {
        Flight flight = context.get(AnswerRoute.FLIGHT);
        if (flight == null) {
            return false;
        }
        boolean keepable = answer.origin().keepable() && size <= MAX_SIZE && ear.state() == Ear.State.LISTENING;
        boolean kept = keepable && cache.keep(flight, answer);
        cache.land(flight, keepable ? answer : null);
        return kept;
    }

    private void send(
            ContainerRequestContext asked,
            ContainerResponseContext answered,
            Answer answer,
            boolean withKey,
            boolean kept) {
        MultivaluedMap<String, Object> head = answered.getHeaders();
        Answer.Form form = answer.make(Encoding.accepted(asked.getHeaderString(HttpHeaders.ACCEPT_ENCODING)));
        head.putSingle(HttpHeaders.ETAG, form.etag().toString());
        head.putSingle(
                HttpHeaders.CACHE_CONTROL,
                withKey ? "private, no-cache" : lifetimes.now().toString());
        head.putSingle(
                Delivery.CACHE_STATUS,
                withKey ? "broadsheet; fwd=bypass" : "broadsheet; fwd=miss" + (kept ? "; stored" : ""));
        boolean headOnly = asked.getMethod().equals(HttpMethod.HEAD);
        Reply reply = Reply.of(
                form,
                headOnly,
                asked.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                asked.getHeaderString(Delivery.RANGE),
                asked.getHeaderString(Delivery.IF_RANGE));
        if (reply.contentRange() != null) {
            head.putSingle(Delivery.CONTENT_RANGE, reply.contentRange());
        }
        if (reply.body() == null) {
            head.remove(HttpHeaders.CONTENT_TYPE);
            head.remove(HttpHeaders.CONTENT_LANGUAGE);
        } else if (form.encoding() != Encoding.IDENTITY) {
            head.putSingle(HttpHeaders.CONTENT_ENCODING, form.encoding().word());
        }
        if (headOnly && reply.body() != null) {
            head.putSingle(HttpHeaders.CONTENT_LENGTH, form.length().toString());
        }
        // Last: the head isn't listened to any more behind it.
        answered.setStatus(reply.status());
        answered.setEntity(reply.body() == null ? null : reply.body().getBytes());
    }

    /** What the server says of everything is of the answer from here on, and not said twice. */
    private static void put(Answer answer, RoutingContext context, MultivaluedMap<String, Object> head) {
        answer.forEachLine((name, value) -> {
            context.response().headers().remove(name);
            head.putSingle(name.toString(), value.toString());
        });
    }

    /** What the endpoint said, what the server says of everything, and what follows from the provenance. */
    private static List<Answer.Line> head(ContainerResponseContext answered, MultiMap servers, Origin origin) {
        List<Answer.Line> head = new ArrayList<>();
        for (Map.Entry<String, String> line : servers) {
            if (!line.getKey().equalsIgnoreCase(HttpHeaders.DATE)) {
                head.add(Answer.Line.of(line.getKey(), line.getValue()));
            }
        }
        answered.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.VARY) && !name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                String value = String.join(", ", values);
                head.add(
                        name.equalsIgnoreCase(HttpHeaders.LAST_MODIFIED)
                                ? Answer.Line.own(name, value)
                                : Answer.Line.of(name, value));
            }
        });
        head.add(Answer.Line.of(HttpHeaders.CONTENT_TYPE, type(answered)));
        String vary = answered.getHeaderString(HttpHeaders.VARY);
        head.add(Answer.Line.of(
                HttpHeaders.VARY,
                vary == null ? HttpHeaders.ACCEPT_ENCODING : vary + ", " + HttpHeaders.ACCEPT_ENCODING));
        head.add(Answer.Line.of("Accept-Ranges", "bytes"));
        head.addAll(PurgeKeys.of(origin));
        return head;
    }

    private static String type(ContainerResponseContext answered) {
        MediaType type = answered.getMediaType();
        return type == null ? MediaType.APPLICATION_JSON : type.toString();
    }

    private byte[] bytes(Object entity) {
        if (entity instanceof byte[] bytes) {
            return bytes;
        } else if (entity instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return json.writeValueAsBytes(entity);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void land(RoutingContext context, @Nullable Answer answer) {
        Flight flight = context.get(AnswerRoute.FLIGHT);
        if (flight != null) {
            cache.land(flight, answer);
        }
    }

    /** Of what leads to no endpoint there is none. */
    private static boolean isLive(@Nullable ResourceInfo endpoint) {
        return endpoint != null
                && endpoint.getResourceMethod() != null
                && endpoint.getResourceMethod().isAnnotationPresent(Live.class);
    }
}
