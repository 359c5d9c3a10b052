package dev.broadsheet.media.worker.decoder;

/** Colour profiles for tests. */
public final class SampleProfiles {

    private SampleProfiles() {}

    public static byte[] displayP3() {
        return java.util.Objects.requireNonNull(WideGamut.profile(12));
    }
}
