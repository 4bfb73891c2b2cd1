package io.mlplatform.s3.access;

/** Who sends a request of a trial. */
enum Actor {
    /** A user without any right but those of the trial. */
    USER,
    /** A session of a role, taken on by a user whom no policy names. */
    SESSION,
    /** Whose bucket it is. */
    OWNER
}
