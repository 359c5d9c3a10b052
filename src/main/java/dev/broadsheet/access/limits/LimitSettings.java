package dev.broadsheet.access.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on requests. A {@link Rate} is written {@code 600/1m}, or {@code off}. */
@ConfigMapping(prefix = "broadsheet.limits")
interface LimitSettings {

    /**
     * Requests of one key. A batch is one request. Generous, because imports are scripts that write as fast as they can;
     * lower it if you give keys to others.
     */
    @WithDefault("60000/1m")
    Rate key();

    /**
     * Requests from one address, counted before the key is checked. A valid key passes even if its address has used up
     * the rate. Live reads don't count: see {@link #liveReads}.
     */
    @WithDefault("6000/1m")
    Rate address();

    /**
     * Whether live reads without a key count for {@link #address} too, except those answered from the cache. Off,
     * because the build of a static site reads thousands of pages a minute, and readers behind one NAT share an address.
     */
    @WithDefault("false")
    boolean liveReads();

    /**
     * Wrong keys from one address. Beyond it only keys are accepted that the address has used before, and keys that
     * can't be guessed because the app generated them.
     */
    @WithDefault("20/10m")
    Rate wrongKeys();

    /** If this many requests wait for a worker thread, new ones are answered 503, unless the cache has them. */
    @WithDefault("1000")
    int maxWaiting();

    /** If requests wait longer than this for a worker thread, new ones are answered 503, unless the cache has them. */
    @WithDefault("2s")
    Duration maxWorkerDelay();

    /**
     * If a garbage collection leaves more than this percentage of the heap in use, requests of the next two seconds are
     * answered 503, unless the cache has them. 100 switches it off.
     */
    @WithDefault("90")
    int maxHeapPercent();
}
