package io.mlplatform.features.online;

/** An error answer of the fake. */
final class FakeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String type;

    FakeFailure(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static FakeFailure invalid(String message) {
        return new FakeFailure(400, "ValidationError", message);
    }
}
