package dev.broadsheet.media.worker.process;

/** A job without an outcome. */
public final class WorkerFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is none. */
    public enum Reason {
        /** Too many jobs wait, the process can't be started, or it got too little processor time. */
        BUSY,
        /** The job has used up its processor time. */
        TOO_SLOW,
        /** The process ended during the job, twice. */
        CRASHED
    }

    private final Reason reason;

    WorkerFailure(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
