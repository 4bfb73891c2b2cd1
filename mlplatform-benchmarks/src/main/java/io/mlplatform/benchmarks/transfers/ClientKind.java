package io.mlplatform.benchmarks.transfers;

import java.util.Arrays;

/** The clients that run in a virtual machine of their own. */
enum ClientKind {
    OURS("ours"),
    DATASETS("datasets"),
    TRANSFER_MANAGER_CRT("transfer-manager-crt"),
    TRANSFER_MANAGER_NETTY("transfer-manager-netty"),
    S3_CLIENT_APACHE("s3-client-apache");

    private final String label;

    ClientKind(String label) {
        this.label = label;
    }

    static ClientKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no client is called '" + name + "'"));
    }

    static boolean isOne(String name) {
        return Arrays.stream(values()).anyMatch(kind -> kind.label.equals(name));
    }

    TransferClient open(Target target, Choices choices) {
        return switch (this) {
            case OURS -> new OwnTransfers(target, choices);
            case DATASETS -> new DatasetTransfers(target, choices);
            case TRANSFER_MANAGER_CRT -> ManagedTransfers.onCrt(target);
            case TRANSFER_MANAGER_NETTY -> ManagedTransfers.onNetty(target);
            case S3_CLIENT_APACHE -> new PooledTransfers(target);
        };
    }

    /** Whether it verifies what it moves by itself. */
    boolean isOurs() {
        return this == OURS || this == DATASETS;
    }

    @Override
    public String toString() {
        return label;
    }
}
