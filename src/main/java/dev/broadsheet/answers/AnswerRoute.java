package dev.broadsheet.answers;

import dev.broadsheet.kernel.Ear;
import dev.broadsheet.kernel.http.HttpDate;
import io.netty.util.AsciiString;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything else and answers live reads from memory. What it hasn't got is made by the REST layer, once
 * for all who ask at the same time. Runs on the event loop; never waits.
 */
@ApplicationScoped
class AnswerRoute {

    /** Where the request carries the flight that it makes. */
    static final String FLIGHT = "broadsheet.flight";

    private final AnswerCache cache;
    private final Lifetimes lifetimes;
    private final Ear ear;
    private final Trust trust;
    private final Delivery delivery;

    AnswerRoute(AnswerCache cache, Lifetimes lifetimes, HttpDate date, Ear ear, Trust trust) {
        this.cache = cache;
        this.lifetimes = lifetimes;
        this.ear = ear;
        this.trust = trust;
        this.delivery = new Delivery(lifetimes, date);
    }

    void stand(@Observes @Priority(1) Router router) {
        if (cache.isOn()) {
            router.route().order(Integer.MIN_VALUE).handler(this::answer);
        }
    }

    private void answer(RoutingContext context) {
        Wish wish = Wish.of(context.request());
        if (wish == null) {
            context.next();
            return;
        }
        switch (ear.state()) {
            case LISTENING -> answer(wish, context);
            case CATCHING_UP -> context.next();
            case AWAY -> answerStale(wish, context);
        }
    }

    private void answer(Wish wish, RoutingContext context) {
        String asked = wish.asSent();
        Answer answer = cache.find(asked);
        if (answer != null) {
            send(answer, Delivery.HIT, context);
            return;
        }
        String url = wish.normal();
        if (url == null) {
            context.next();
            return;
        }
        answer = cache.find(asked, url);
        if (answer != null) {
            send(answer, Delivery.HIT, context);
            return;
        }
        Flight mine = cache.takeOff(url);
        // Before anybody boards it, so that nobody waits for one that nothing will land.
        context.addEndHandler(ended -> cache.land(mine, null));
        Flight boarded = cache.board(url, mine);
        if (boarded == mine) {
            context.put(FLIGHT, mine);
            context.next();
        } else {
            cache.land(mine, null);
            await(boarded, context);
        }
    }

    /** If the answer can't be shared, each has to get it by itself. */
    private void await(Flight flight, RoutingContext context) {
        HttpServerRequest request = context.request();
        Context here = context.vertx().getOrCreateContext();
        request.pause();
        flight.answer()
                .onComplete(landed -> here.runOnContext(now -> {
                    Answer answer = landed.result();
                    request.resume();
                    if (answer == null) {
                        context.next();
                    } else {
                        send(answer, Delivery.COLLAPSED, context);
                    }
                }));
    }

    /** Changes may have been missed, but not that the time of an article is over. */
    private void answerStale(Wish wish, RoutingContext context) {
        String url = wish.normal();
        Answer answer = url == null ? null : cache.find(url);
        long seconds = trust.lostFor().toSeconds();
        if (answer == null || seconds > lifetimes.staleIfError().toSeconds()) {
            context.next();
            return;
        }
        withForm(answer, context, form -> {
            cache.hit();
            delivery.sendStale(context.request(), answer, form, seconds);
        });
    }

    private void send(Answer answer, AsciiString status, RoutingContext context) {
        withForm(answer, context, form -> {
            cache.hit();
            delivery.send(context.request(), answer, form, status);
        });
    }

    private interface Sending {
        void with(Answer.Form form);
    }

    /** Packing takes a while the first time, which the event loop hasn't. */
    private void withForm(Answer answer, RoutingContext context, Sending sending) {
        Encoding encoding = Encoding.accepted(
                Wish.all(HttpHeaders.ACCEPT_ENCODING, context.request().headers()));
        Answer.@Nullable Form made = answer.made(encoding);
        if (made != null) {
            sending.with(made);
            return;
        }
        context.vertx()
                .executeBlocking(
                        () -> {
                            Answer.Form form = answer.make(encoding);
                            cache.weigh(answer);
                            return form;
                        },
                        false)
                .onSuccess(sending::with)
                .onFailure(context::fail);
    }
}
