package io.mlplatform.store;

/** What a downloaded file survives. */
public enum Durability {

    /** The end of the process, from when it has its name. After a loss of power the file may be there and its bytes not: fetch again. */
    PROCESS,

    /**
     * A loss of power too, from when the call returns: each file is synced before it gets its name, and at the end the
     * folders that the names stand in, where the file system can. It takes as long as the disk does.
     */
    MACHINE
}
