package dev.broadsheet.access;

import dev.broadsheet.kernel.events.Actor;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The actor of a change: the key of the current request, or the app or command line outside a request. */
@ApplicationScoped
class RequestActor implements Actor.Source {

    private final CurrentCaller caller;
    private final Actor fallback;

    RequestActor(CurrentCaller caller, @ConfigProperty(name = "broadsheet.serving") boolean serving) {
        this.caller = caller;
        this.fallback = serving ? Actor.APP : Actor.COMMAND_LINE;
    }

    @Override
    public Actor current() {
        return Arc.container().requestContext().isActive() ? caller.actor().orElse(fallback) : fallback;
    }
}
