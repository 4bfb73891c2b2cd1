/** How many transfers share threads, memory and connections: one scheduler for every kind of store. */
@NullMarked
package io.mlplatform.internal.transfer;

import org.jspecify.annotations.NullMarked;
