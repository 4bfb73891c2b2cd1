package io.mlplatform.store;

/** What a downloaded file survives from when it has its name. */
public enum Durability {

    /** The end of the process. After a loss of power the file may be there and its bytes not: fetch again. */
    PROCESS,

    /** A loss of power too: the file is synced before it gets its name, which takes as long as the disk does. */
    MACHINE
}
