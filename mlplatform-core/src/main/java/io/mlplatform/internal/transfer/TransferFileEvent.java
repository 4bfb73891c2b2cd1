package io.mlplatform.internal.transfer;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One file of a bulk transfer, from its first request until it is in place, as Flight Recorder shows it. */
@Name("io.mlplatform.TransferFile")
@Label("Transferred File")
@Category("mlplatform")
@StackTrace(false)
final class TransferFileEvent extends Event {

    @Label("Resource")
    String resource = "";

    @Label("Direction")
    String direction = "";

    @Label("Bytes")
    @DataAmount
    long bytes;
}
