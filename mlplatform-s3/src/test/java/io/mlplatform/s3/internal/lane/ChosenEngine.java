package io.mlplatform.s3.internal.lane;

/** Who encrypts the wires of a test. */
public enum ChosenEngine {
    JDK(HostileTlsTest.JDK),
    CONSCRYPT(HostileTlsTest.CONSCRYPT);

    private final String maker;

    ChosenEngine(String maker) {
        this.maker = maker;
    }

    /** Wires that trust what the JVM trusts. */
    public Connector connector() throws Exception {
        return HostileTlsTest.engines(maker, null).connector();
    }
}
