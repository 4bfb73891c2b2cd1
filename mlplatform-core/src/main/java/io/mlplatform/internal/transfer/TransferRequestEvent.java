package io.mlplatform.internal.transfer;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One request of a bulk transfer, with its repetitions, as Flight Recorder shows it. */
@Name("io.mlplatform.TransferRequest")
@Label("Transfer Request")
@Category("mlplatform")
@StackTrace(false)
final class TransferRequestEvent extends Event {

    @Label("Resource")
    String resource = "";

    @Label("Direction")
    String direction = "";

    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Retries")
    int retries;

    @Label("Hedged")
    boolean hedged;

    @Label("Left to the SDK")
    boolean leftToSdk;

    @Label("Succeeded")
    boolean succeeded;
}
