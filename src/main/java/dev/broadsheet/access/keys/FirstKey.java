package dev.broadsheet.access.keys;

import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.events.Change;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Registers an admin key at each start: the key from the environment if it is set, else the key in the data folder's
 * file, else, if the database has no key, a new one. An advisory lock serializes nodes that start at the same time.
 */
@ApplicationScoped
class FirstKey {

    private static final Logger LOG = Logger.getLogger("dev.broadsheet.access");
    private static final int RECOMMENDED_LENGTH = 20;
    private static final long LOCK = 0x62735f6b6579L; // "bs_key", for pg_advisory_xact_lock

    private final KeyHash hash;
    private final Clock clock;
    private final Event<Change> changes;
    private final Optional<String> adminKey;
    private final KeyFile file;
    private final int port;
    private final boolean serving;

    /**
     * @param adminKey set it if keys come from a secret store; a new value revokes the former key at the next start
     * @param data the data folder, which contains {@code admin.key}
     */
    @Inject
    FirstKey(
            KeyHash hash,
            Clock clock,
            Event<Change> changes,
            @ConfigProperty(name = "broadsheet.admin-key") Optional<String> adminKey,
            @ConfigProperty(name = "broadsheet.data") Path data,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "broadsheet.serving") boolean serving) {
        this.hash = hash;
        this.clock = clock;
        this.changes = changes;
        this.adminKey = adminKey;
        this.file = new KeyFile(data.resolve("admin.key"));
        this.port = port;
        this.serving = serving;
    }

    /** Does nothing if a command runs, because the output belongs to the command. */
    void ensureKey(@Observes StartupEvent start) {
        if (!serving) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            Panache.getEntityManager()
                    .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)")
                    .setParameter("lock", LOCK)
                    .getSingleResult();
            adminKey.ifPresentOrElse(this::registerFromEnvironment, this::registerFromFile);
        });
    }

    private void registerFromEnvironment(String token) {
        AdminKeyRule.check(token);
        if (token.length() < RECOMMENDED_LENGTH) {
            LOG.warnf(
                    "BROADSHEET_ADMIN_KEY has %d characters. Choose %d or more for anything but a trial.",
                    token.length(), RECOMMENDED_LENGTH);
        }
        byte[] wanted = hash.of(token);
        AccessKey.listOthersFromEnvironment(wanted).forEach(key -> {
            key.revoke(clock.now());
            changes.fire(KeyChange.REVOKED.of(key.name, clock.now()));
        });
        AccessKey.findByHash(wanted)
                .ifPresentOrElse(this::reinstate, () -> register("environment", wanted, AccessKey.Origin.ENVIRONMENT));
    }

    private void reinstate(AccessKey key) {
        if (!key.isValidAt(clock.now())) {
            key.reinstate();
            changes.fire(KeyChange.CHANGED.of(key.name, clock.now()));
        }
    }

    private void registerFromFile() {
        Optional<String> storedKey = file.read();
        if (storedKey.isPresent()) {
            byte[] wanted = hash.of(storedKey.get());
            if (AccessKey.findByHash(wanted).isEmpty()) {
                register("first", wanted, AccessKey.Origin.FIRST);
                LOG.infof("The key in %s was missing in this database and has been added.", file);
            }
        } else if (AccessKey.count() == 0) {
            String token = Token.random();
            // The file is written first, so that the next start registers its key if this one crashes before the
            // commit.
            file.write(token);
            register("first", hash.of(token), AccessKey.Origin.FIRST);
            show(token);
        }
    }

    private void register(String name, byte[] wanted, AccessKey.Origin origin) {
        new AccessKey(name, origin, wanted, Set.of(), clock.now(), null).persist();
    }

    /** Prints to the console and not to the log, because logs are shipped to places where a key must not be. */
    private void show(String token) {
        System.out.printf("""

                ------------------------------------------------------------------------------------------
                 The first admin key. It is shown only now, and kept in %s

                   %s

                 Try it:
                   curl -H "Authorization: Bearer %s" http://localhost:%d/api/me
                ------------------------------------------------------------------------------------------

                """, file, token, token, port);
    }
}
