/** Transfers measured against peers: each run a process of its own, with a server that leaves the client as the bottleneck. */
@NullMarked
package io.mlplatform.benchmarks.transfers;

import org.jspecify.annotations.NullMarked;
