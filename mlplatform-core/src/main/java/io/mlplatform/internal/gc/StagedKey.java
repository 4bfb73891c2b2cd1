package io.mlplatform.internal.gc;

import io.mlplatform.store.ObjectInfo;

/** An object that a publish staged, with its transaction. */
record StagedKey(String txn, ObjectInfo object) {}
