/** What runs cost, and what is left of them when their process dies. */
package io.mlplatform.testkit.runs;
