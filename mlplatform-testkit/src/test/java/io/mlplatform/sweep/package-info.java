/** Every operation of every face of core, each of whose requests fails in each way. */
package io.mlplatform.sweep;
