/** Tests of the model store that need instrumented stores, a second reader of the format, or other processes. */
package io.mlplatform.testkit.models;
