package io.mlplatform.modelcheck;

/** The two logs of the modelled entity: its own, and that of its protected alias. */
enum Log {
    ENTITY,
    ALIAS
}
