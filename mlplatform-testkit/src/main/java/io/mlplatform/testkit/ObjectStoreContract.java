package io.mlplatform.testkit;

/**
 * The contract of {@link io.mlplatform.store.ObjectStore} as tests: a backend's test implements this and gives a fresh
 * store for each. A rule the backend is known to break is named in {@link #brokenRules()}.
 */
public interface ObjectStoreContract
        extends PutContract, ContentContract, RaceContract, GetContract, ListContract, KeyContract, DeleteContract,
                UploadContract, DownloadContract, AnswerContract {}
