/** Tests of the commit protocol: what the log promises under races, lost answers and faults at every request. */
package io.mlplatform.protocol;
